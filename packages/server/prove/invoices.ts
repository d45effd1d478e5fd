import { type Answer, type Calls, mustSucceed } from './harness/call.ts';
import { startPostgres } from './harness/postgres.ts';
import { type Proof, createVerdict } from './harness/proof.ts';
import { type Sandbox, inSandbox } from './harness/sandbox.ts';
import type { Env, Running } from './harness/server.ts';
import { createShop, doctorFinds, login } from './harness/shop.ts';

interface Options {
  engine: 'sqlite' | 'postgres';
  /** How often a server is killed. */
  kills: number;
  /** The invoices to issue between two kills. */
  perKill: number;
  callers: number;
}

interface Row {
  id: number;
}
interface Invoice extends Row {
  number: string;
  ticketId: number;
}

const PAUSE_MS = 20;
const pause = () => new Promise((resolve) => setTimeout(resolve, PAUSE_MS));

async function databaseOf(sandbox: Sandbox, engine: Options['engine']): Promise<Env> {
  if (engine === 'sqlite') return { DATABASE_URL: `file:${sandbox.file('shop.db')}`, RATE_LIMITS: 'off' };
  const postgres = await startPostgres();
  sandbox.after(() => postgres.close());
  return { DATABASE_URL: postgres.url, RATE_LIMITS: 'off' };
}

/** Completed tickets to issue invoices for. */
async function completedTickets(calls: Calls, url: string, token: string, count: number): Promise<number[]> {
  const make = <T>(path: string, input: object) => mustSucceed<T>(calls.mutate(url, path, input, { token }));
  const { id: customerId } = await make<Row>('customers.create', { firstName: 'Cara', lastName: 'Driver' });
  const one = async (n: number): Promise<number> => {
    const { id } = await make<Row>('tickets.create', { customerId, description: `Ticket ${n}` });
    await make('tickets.addExtra', { id, kind: 'fee', description: 'Diagnosis', amountCents: 100 + n });
    await make('tickets.setStatus', { id, status: 'in_progress' });
    await make('tickets.setStatus', { id, status: 'completed' });
    return id;
  };
  const ids: number[] = [];
  for (let n = 0; n < count; n++) ids.push(await one(n));
  return ids;
}

/** Clients that issue one invoice after the other; each repeats a call under its key until it is answered. */
function startIssuing(calls: Calls, token: string, tickets: readonly number[], options: { callers: number }) {
  const issued: Invoice[] = [];
  const wrong: string[] = [];
  const waiting = [...tickets];
  const urls: (string | undefined)[] = [];
  let unanswered = 0;
  let turn = 0;
  const attempt = async (ticketId: number): Promise<Answer | undefined> => {
    const there = urls.filter((url) => url !== undefined);
    const url = there[turn++ % there.length];
    if (url === undefined) return undefined;
    return calls.mutate(url, 'invoices.issue', { ticketId }, { token, key: `issue-${ticketId}` }).catch(() => {
      unanswered += 1;
      return undefined;
    });
  };
  const issue = async (ticketId: number): Promise<Invoice | undefined> => {
    for (;;) {
      const answer = await attempt(ticketId);
      if (answer?.status === 200) return answer.data as Invoice;
      if (answer && answer.status !== 503 && answer.reason !== 'IDEMPOTENCY_IN_PROGRESS') {
        wrong.push(`ticket ${ticketId}: ${answer.status} ${answer.reason}`);
        return undefined;
      }
      await pause();
    }
  };
  const caller = async (): Promise<void> => {
    let before = '';
    for (let ticketId = waiting.shift(); ticketId !== undefined; ticketId = waiting.shift()) {
      const invoice = await issue(ticketId);
      if (!invoice) continue;
      issued.push(invoice);
      if (invoice.number <= before) wrong.push(`${invoice.number} was issued after ${before}`);
      before = invoice.number;
    }
  };
  return {
    issued,
    wrong,
    urls,
    unanswered: () => unanswered,
    /** Resolves once this many are acknowledged. */
    reach: async (count: number): Promise<void> => {
      while (issued.length < count && wrong.length === 0) await pause();
    },
    begin: () => Promise.all(Array.from({ length: options.callers }, caller)),
  };
}

async function allInvoices(calls: Calls, url: string, token: string): Promise<Invoice[]> {
  const all: Invoice[] = [];
  let cursor: string | null = null;
  do {
    const input: object = { limit: 100, ...(cursor === null ? {} : { cursor }) };
    const page: { items: Invoice[]; nextCursor: string | null } = await mustSucceed(
      calls.query(url, 'invoices.list', input, { token }),
    );
    all.push(...page.items);
    cursor = page.nextCursor;
  } while (cursor !== null);
  return all.toReversed();
}

/** Kills servers while they issue invoices: on SQLite the only one, on PostgreSQL one of two, in turn. */
export function proveInvoices({ engine, kills, perKill, callers }: Options): Promise<Proof> {
  return inSandbox(async (sandbox) => {
    const { calls } = sandbox;
    const { broken, check } = createVerdict();
    const env = await databaseOf(sandbox, engine);
    await createShop(env);
    const servers: Running[] = [await sandbox.start(env)];
    if (engine === 'postgres') servers.push(await sandbox.start(env));
    const url = servers[0]?.url ?? '';
    const { token } = await login(calls, url);
    const tickets = await completedTickets(calls, url, token, (kills + 1) * perKill);

    const issuing = startIssuing(calls, token, tickets, { callers });
    issuing.urls.push(...servers.map((server) => server.url));
    const done = issuing.begin();
    for (let killed = 0; killed < kills; killed++) {
      await issuing.reach((killed + 1) * perKill - Math.floor(perKill / 2));
      const at = killed % servers.length;
      issuing.urls[at] = undefined;
      await servers[at]?.kill();
      servers[at] = await sandbox.start(env);
      issuing.urls[at] = servers[at].url;
    }
    await done;

    const stored = await allInvoices(calls, servers[0]?.url ?? '', token);
    for (const server of servers) check((await server.stop()) === 0, 'a server did not exit with 0');
    const expected = tickets.map((_, n) => `INV-${String(n + 1).padStart(6, '0')}`);
    check(JSON.stringify(stored.map(({ number }) => number)) === JSON.stringify(expected), 'the numbers have a gap');
    check(new Set(stored.map(({ ticketId }) => ticketId)).size === tickets.length, 'a ticket has several invoices');
    const byTicket = new Map(stored.map((invoice) => [invoice.ticketId, invoice.number]));
    const changed = issuing.issued.filter(({ ticketId, number }) => byTicket.get(ticketId) !== number);
    check(changed.length === 0, `${changed.length} acknowledged invoices are lost or have another number`);
    check(issuing.wrong.length === 0, `wrong answers: ${issuing.wrong.slice(0, 3).join('; ')}`);
    broken.push(...(await doctorFinds(env)));
    return {
      broken,
      figures: {
        kills,
        processes: servers.length,
        callers,
        'invoices issued': stored.length,
        'attempts without a response': issuing.unanswered(),
        'gaps or doubles in the numbers': stored.filter(({ number }, at) => number !== expected[at]).length,
      },
    };
  });
}
