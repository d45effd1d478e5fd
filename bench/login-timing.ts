// Whether responses distinguish a known e-mail from an unknown one: the bytes must be equal and the times
// indistinguishable. Promised (SECURITY.md): the area under the ROC curve of the times stays within 0.40 to 0.60 over
// 200 pairs.
import { type Answer, type Send, sender } from './calls.ts';
import { startServer } from './server.ts';

const PAIRS = Number(process.argv[2] ?? 200);
const KNOWN = 'known@shop.test';
const DEAR = 'dear@shop.test';
const UNKNOWN = 'nobody@shop.test';
const password = 'the password of the bench';

/** The probability that a time of one kind exceeds one of the other: 0.5 means indistinguishable. */
function auc(known: readonly number[], unknown: readonly number[]): number {
  let longer = 0;
  for (const a of known) for (const b of unknown) longer += a > b ? 1 : a === b ? 0.5 : 0;
  return longer / (known.length * unknown.length);
}

// Removes what always differs: request ids, and the time since each e-mail was locked.
function alike(body: string): string {
  return body
    .replace(/"requestId":"[^"]*"/, '"requestId":""')
    .replace(/"retryAfterSeconds":\d+/, '"retryAfterSeconds":0')
    .replace(/\d+ seconds?/, 'a while');
}

// The lowest allowed cost: the work is equal for both, and the pairs take less time.
const cheap = { BCRYPT_COST: '10' };
const dear = { BCRYPT_COST: '11' };
const many = '1000000/60';
// Both e-mails are locked after the first attempt; the remaining work must not distinguish them either.
const locking = {
  RATE_LIMIT_DEFAULT: many,
  RATE_LIMIT_LOGIN_ADDRESS: many,
  RATE_LIMIT_REGISTER: many,
  RATE_LIMIT_LOGIN_EMAIL: '1/3600',
};

const person = { firstName: 'A', lastName: 'B', address: 'C', password: 'a fine password of mine' };
function wrongPassword(send: Send) {
  return (email: string) => send('auth.login', { post: true, input: { email, password: 'wrong, surely' } });
}
function attempts(send: Send): Record<string, (email: string) => Promise<Answer>> {
  return {
    'login, wrong password': wrongPassword(send),
    'login, wrong kind': (email) =>
      send('auth.login', { post: true, input: { email, password, accountType: 'customer' } }),
    'registration, bad code': (email) =>
      send('auth.register', {
        post: true,
        input: { accountType: 'mechanic', inviteCode: 'NO-SUCH-CODE', email, specialty: 'D', ...person },
      }),
    'reset, bad code': (email) =>
      send('auth.resetPassword', { post: true, input: { code: email, newPassword: person.password } }),
  };
}

async function compare(name: string, attempt: (email: string) => Promise<Answer>, known: string): Promise<boolean> {
  for (let n = 0; n < 5; n++) for (const email of [known, UNKNOWN]) await attempt(email);
  const times: Record<string, number[]> = { [known]: [], [UNKNOWN]: [] };
  const bodies = new Set<string>();
  for (let n = 0; n < PAIRS; n++) {
    for (const email of n % 2 === 0 ? [known, UNKNOWN] : [UNKNOWN, known]) {
      const { status, body, milliseconds } = await attempt(email);
      bodies.add(`${status} ${alike(body)}`);
      times[email]?.push(milliseconds);
    }
  }
  const area = auc(times[known] ?? [], times[UNKNOWN] ?? []);
  const fine = bodies.size === 1 && area >= 0.4 && area <= 0.6;
  console.log(
    `${name.padEnd(60)} ${PAIRS} pairs, ${bodies.size === 1 ? 'same bytes' : 'DIFFERENT BYTES'}, AUC ${area.toFixed(3)}${fine ? '' : '  <- tells'}`,
  );
  return fine;
}

interface Comparison {
  settings: Record<string, string>;
  attemptsOf: (send: Send) => Record<string, (email: string) => Promise<Answer>>;
  /** The e-mails to compare with the unknown one, with the settings under which their passwords were hashed. */
  people?: Record<string, Record<string, string>>;
  before?: (send: Send) => Promise<Answer>;
}

async function run({ settings, attemptsOf, people = { [KNOWN]: cheap }, before }: Comparison): Promise<void> {
  const server = await startServer({ ...cheap, ...settings });
  const { send, close } = sender(server.url, 1);
  try {
    for (const [email, hashed] of Object.entries(people)) {
      const admin = ['create-admin', '--email', email, '--first-name', 'B', '--last-name', 'Ench'];
      await server.admin(admin, password, hashed);
    }
    const first = await before?.(send);
    if (first && first.status !== 200) throw new Error(first.body);
    for (const known of Object.keys(people)) {
      for (const [name, attempt] of Object.entries(attemptsOf(send))) {
        const title = known === KNOWN ? name : `${name} (${known})`;
        if (!(await compare(title, attempt, known))) process.exitCode = 1;
      }
    }
  } finally {
    close();
    await server.stop();
  }
}

await run({ settings: { RATE_LIMITS: 'off' }, attemptsOf: attempts });
await run({
  settings: locking,
  attemptsOf: (send) => ({ "login, beyond the e-mail's limit": wrongPassword(send) }),
});
// The owner has logged in from the same address, so passwords are checked beyond the limit.
await run({
  settings: locking,
  attemptsOf: (send) => ({ "login, beyond the e-mail's limit, after a login": wrongPassword(send) }),
  before: (send) => send('auth.login', { post: true, input: { email: KNOWN, password } }),
});
// BCRYPT_COST was lowered: some passwords are hashed at the former cost, some at the current one.
await run({
  settings: { RATE_LIMITS: 'off' },
  attemptsOf: (send) => ({ 'login, hashes of two costs': wrongPassword(send) }),
  people: { [KNOWN]: cheap, [DEAR]: dear },
});
