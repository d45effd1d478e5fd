import { randomBytes } from 'node:crypto';
import { statSync } from 'node:fs';
import { type Answer, type Calls, mustSucceed } from './harness/call.ts';
import { type Proof, createVerdict, until } from './harness/proof.ts';
import { readiness, saysDegraded } from './harness/readiness.ts';
import { inSandbox } from './harness/sandbox.ts';
import { createShop, doctorFinds } from './harness/shop.ts';
import { mountSmallDisk } from './harness/small-disk.ts';

interface Session {
  token: string;
  refreshToken: string;
}

/** A customer, and what the shop has acknowledged to them. */
interface Person {
  email: string;
  password: string;
  phone: string;
  session: Session | undefined;
  /** Tokens of ended sessions. */
  ended: string[];
  /** Ticket descriptions by id. */
  tickets: Map<number, string>;
  /** The call without a response: it may have taken effect. */
  unanswered: string | undefined;
}

const text = (bytes: number): string => randomBytes(bytes).toString('hex');

const longText = (): string => Array.from({ length: 400 }, () => text(4)).join(' ');

/** One kind of call: sends it, and records what its success means. */
type Action = (calls: Calls, url: string, person: Person) => Promise<Answer | undefined>;

const tokenOf = ({ session }: Person) => ({ token: session?.token });

function endSession(person: Person): void {
  if (person.session) person.ended.push(person.session.token);
  person.session = undefined;
}

const kinds: Record<string, Action> = {
  login: async (calls, url, person) => {
    const { email, password } = person;
    const answer = await calls.mutate(url, 'auth.login', { email, password });
    if (answer.status === 200) person.session = answer.data as Session;
    return answer;
  },
  refresh: async (calls, url, person) => {
    if (!person.session) return undefined;
    const { refreshToken } = person.session;
    const answer = await calls.mutate(url, 'auth.refresh', { refreshToken });
    if (answer.status === 200) person.session = answer.data as Session;
    return answer;
  },
  'new password': async (calls, url, person) => {
    if (!person.session) return undefined;
    const newPassword = text(12);
    const input = { currentPassword: person.password, newPassword };
    const answer = await calls.mutate(url, 'auth.changePassword', input, tokenOf(person));
    if (answer.status === 200) {
      endSession(person);
      Object.assign(person, { password: newPassword, session: answer.data as Session });
    }
    return answer;
  },
  logout: async (calls, url, person) => {
    if (!person.session) return undefined;
    const answer = await calls.mutate(url, 'auth.logout', {}, tokenOf(person));
    if (answer.status === 200) endSession(person);
    return answer;
  },
  'new phone': async (calls, url, person) => {
    if (!person.session) return undefined;
    const phone = text(8);
    const answer = await calls.mutate(url, 'auth.updateMe', { phone }, tokenOf(person));
    if (answer.status === 200) person.phone = phone;
    return answer;
  },
  ticket: async (calls, url, person) => {
    if (!person.session) return undefined;
    // Two thirds are long: several pages of text, with as many search words.
    const description = Math.random() < 0.66 ? longText() : text(4);
    const answer = await calls.mutate(url, 'tickets.create', { description }, tokenOf(person));
    if (answer.status === 200) person.tickets.set((answer.data as { id: number }).id, description);
    return answer;
  },
};
const names = Object.keys(kinds);
// Calls with a password take long, and every logout needs one.
const frequent = ['refresh', 'new phone', 'ticket'];
const choices = [...names, ...frequent, ...frequent, ...frequent];

/** Acknowledged changes that are missing, judged by reads alone. */
async function missingOf(calls: Calls, url: string, person: Person): Promise<string[]> {
  const missing: string[] = [];
  const { email, session, ended, tickets, phone, unanswered } = person;
  for (const token of ended) {
    const { reason } = await calls.query(url, 'auth.me', {}, { token });
    if (reason !== 'SESSION_ENDED') missing.push(`${email}: an ended session still works (${reason})`);
  }
  // The call without a response may have ended the session.
  if (!session || (unanswered !== undefined && unanswered !== 'ticket')) return missing;
  const { token } = session;
  const me = await calls.query(url, 'auth.me', {}, { token });
  const found = me.data as { phone: string } | undefined;
  if (found?.phone !== phone) missing.push(`${email}: me is ${me.status} ${me.reason}, ${found?.phone}, not ${phone}`);
  for (const [id, description] of tickets) {
    const ticket = await calls.query(url, 'tickets.get', { id }, { token });
    const same = (ticket.data as { description: string } | undefined)?.description === description;
    if (!same) missing.push(`${email}: ticket ${id} is ${ticket.status} ${ticket.reason}`);
  }
  return missing;
}

/** Acknowledged changes that do not work, judged by writes. */
async function brokenFor(calls: Calls, url: string, person: Person): Promise<string[]> {
  if (person.unanswered !== undefined && person.unanswered !== 'ticket') return [];
  const { email, password, session } = person;
  const broken: string[] = [];
  const login = await calls.mutate(url, 'auth.login', { email, password });
  if (login.status !== 200) broken.push(`${email}: the last password is ${login.status} ${login.reason}`);
  if (!session) return broken;
  const refresh = await calls.mutate(url, 'auth.refresh', { refreshToken: session.refreshToken });
  if (refresh.status !== 200) broken.push(`${email}: the last refresh token is ${refresh.status} ${refresh.reason}`);
  return broken;
}

// Far beyond what any of it takes.
const PATIENCE_MS = 120_000;
const STEPS = 20;
const TRIES = 3;
const SPARE_BYTES = 64 * 1024;

interface Options {
  people: number;
  /** The number of refusals to wait for before the kill. */
  refusals: number;
}

/**
 * Fills a disk to its last byte under calls of every size. Small ones still fit into the journal's preallocated space:
 * each acknowledged one must survive a kill. From the first refusal `/readyz` must report the problem until large calls
 * fit again.
 */
export function proveLastBytes({ people: count, refusals }: Options): Promise<Proof> {
  return inSandbox(async (sandbox) => {
    const { calls } = sandbox;
    const { broken } = createVerdict();
    const disk = mountSmallDisk(sandbox, 16);
    const env = { DATABASE_URL: `file:${disk.file('shop.db')}`, RATE_LIMITS: 'off' };
    await createShop(env);
    const server = await sandbox.start(env);
    const { url } = server;
    const register = (email: string, password: string): Promise<Session> => {
      const name = { firstName: 'Pat', lastName: 'Person', address: '1 Main Street', phone: '123456' };
      return mustSucceed<Session>(
        calls.mutate(url, 'auth.register', { accountType: 'customer', email, password, ...name }),
      );
    };
    const people = await Promise.all(
      Array.from({ length: count }, async (_, n): Promise<Person> => {
        const [email, password] = [`person${n}@example.com`, text(12)];
        const session = await register(email, password);
        return { email, password, phone: '123456', session, ended: [], tickets: new Map(), unanswered: undefined };
      }),
    );
    const { token } = await register('witness@example.com', text(12));

    let [full, ending, refused, acknowledged] = [false, false, 0, 0];
    const fitted: Record<string, number> = Object.fromEntries(names.map((name) => [name, 0]));
    // Space returns while the journal is reset and rewritten. Then `ready` is correct, and a large call fits. At the
    // edge one may still be refused, but not repeatedly.
    const readinessIsTrue = async (): Promise<boolean> => {
      for (let tries = 0; tries < TRIES; tries++) {
        const ready = await readiness(url).catch(() => undefined);
        if (!ready || saysDegraded(ready)) return true;
        const large = await calls
          .mutate(url, 'tickets.create', { description: longText() }, { token })
          .catch(() => undefined);
        if (large?.status !== 503) return true;
        refused += 1;
      }
      return false;
    };
    const judge = async (kind: string, answer: Answer): Promise<void> => {
      if (answer.status === 200) {
        acknowledged += 1;
        if (refused > 0) fitted[kind] = (fitted[kind] ?? 0) + 1;
      } else if (answer.status === 503 && full) refused += 1;
      else broken.push(`${kind}: ${answer.status} ${answer.reason}`);
      if (refused > 0 && !ending && !(await readinessIsTrue())) {
        broken.push(`after ${refused} refusals /readyz was ready, and a large call was refused`);
      }
    };
    const live = async (person: Person): Promise<void> => {
      while (!ending) {
        const kind = (person.session ? choices[Math.floor(Math.random() * choices.length)] : undefined) ?? 'login';
        person.unanswered = kind;
        const answer = await kinds[kind]?.(calls, url, person).catch(() => null);
        if (answer === null) return;
        person.unanswered = undefined;
        if (answer) await judge(kind, answer);
      }
    };
    const lives = people.map(live);
    // Until the journal was merged into the file: it is then rewritten from its start, in its own space.
    const emptied = statSync(disk.file('shop.db')).size + 1;
    await until(() => statSync(disk.file('shop.db')).size >= emptied, PATIENCE_MS);
    disk.fill();
    full = true;
    // A little space for small calls returns repeatedly; large ones take what is left of it.
    for (let step = 1; step <= STEPS; step++) {
      await until(() => refused >= (step * refusals) / STEPS, PATIENCE_MS);
      disk.giveBack(SPARE_BYTES);
    }
    ending = true;
    await server.kill();
    await Promise.all(lives);

    const onFullDisk = await sandbox.start(env).catch(() => undefined);
    for (const person of onFullDisk ? people : []) {
      broken.push(...(await missingOf(calls, onFullDisk?.url ?? '', person)));
    }
    await onFullDisk?.kill();
    disk.free();
    const again = await sandbox.start(env);
    for (const person of people) {
      broken.push(...(await missingOf(calls, again.url, person)), ...(await brokenFor(calls, again.url, person)));
    }
    await again.stop();
    broken.push(...(await doctorFinds(env)));
    const kept = Object.entries(fitted).map(([name, times]) => `${times} × ${name}`);
    return {
      broken,
      figures: {
        acknowledged,
        'writes refused': refused,
        'acknowledged after the first refusal': kept.join(', '),
        'starts on the full disk': onFullDisk ? 'yes' : 'no',
      },
    };
  });
}
