import { connect } from '../../packages/server/src/platform/db/sqlite/connect.ts';
import { searchWords, phoneCodes, sortKeyOf } from '../../packages/server/src/platform/db/words.ts';
import { createTokens } from '../../packages/server/src/platform/security/tokens.ts';
import { createTicks, machineStart, machineUptime } from '../../packages/server/src/platform/ticks.ts';
import { COUNT_TICKETS, inserter, lastNames, of, troubles } from '../filling.ts';

/** The size of the shop that all servers serve; after these tickets come those with much work. */
export const sizes = { mechanics: 200, customers: 10_000, parts: 2_000, tickets: 50_000 };

/** How many tickets have 10 jobs and 60 lines. */
export const largeTickets = 200;

export const secret = 'only for a benchmark: 0f4c1c8e5d3b2a19';

const firstNames = ['Anna', 'Ben', 'Çelik', 'Dora', 'Emil', 'Fatima', 'Gil', 'Hanna', 'Ivo', 'Jörg', 'Kim', 'Lea'];
const partNames = ['Brake pad', 'Oil filter', 'Spark plug', 'Wiper', 'Air filter', 'Bulb H7', 'Clutch kit'];
const trades = ['Engines', 'Brakes', 'Electrics', 'Bodywork'];

/** Quantities are stored in thousandths. */
const THOUSANDTHS = 1000;
const DAY_MS = 86_400_000;
const FIRST_DAY = Date.UTC(2024, 0, 1);

/** Tokens of people: mechanics with about 500 tickets each, and customers with five. */
export interface Tokens {
  mechanics: string[];
  customers: string[];
}

/** How many of each kind of people sign in. */
const USERS = 200;
/** Customers before this one have tickets with much work. */
const FIRST_CUSTOMER = 4_001;

/** Completed tickets with 10 jobs, each with three parts, two kinds of labor and a fee. */
function fillLargeTickets(insert: ReturnType<typeof inserter>): void {
  const ticket = insert(
    'tickets',
    'id,customer_id,vehicle_id,description,status,has_work,version,created_at,updated_at,completed_at',
  );
  const job = insert('ticket_jobs', 'id,ticket_id,name');
  const part = insert('ticket_parts', 'ticket_id,job_id,part_id,sku,name,quantity,unit_price_cents');
  const labor = insert('ticket_labor', 'ticket_id,job_id,description,hours,rate_cents,taxable');
  const extra = insert('ticket_extras', 'ticket_id,job_id,kind,description,amount_cents,taxable');
  for (let n = 0; n < largeTickets * 10; n++) {
    const of10 = Math.floor(n / 10);
    const id = sizes.tickets + 1 + of10;
    const jobId = n + 1;
    if (n % 10 === 0) {
      const people = [sizes.mechanics + 1 + of10, 1 + of10];
      ticket(id, ...people, 'Everything at once', 'completed', 1, 5, FIRST_DAY, FIRST_DAY, FIRST_DAY);
    }
    job(jobId, id, `${of(troubles, n)} ${jobId}`);
    for (const more of [0, 10, 20]) {
      const partId = 1 + ((n + more) % sizes.parts);
      part(id, jobId, partId, `SKU-${partId}`, `${of(partNames, partId)} ${partId}`, 2_500, 100 + partId);
    }
    for (const work of ['Take apart', 'Put together']) labor(id, jobId, work, 150, 12_000, 1);
    extra(id, jobId, 'fee', 'Disposal', 500, 0);
  }
}

/** The accounts that sign in; the id of each session is its place. */
function usersOf(): { accountId: number; role: string }[] {
  const numbers = Array.from({ length: USERS }, (_, at) => at);
  return [
    ...numbers.map((at) => ({ accountId: 1 + at, role: 'mechanic' })),
    ...numbers.map((at) => ({ accountId: sizes.mechanics + FIRST_CUSTOMER + at, role: 'customer' })),
  ];
}

/**
 * Fills an empty migrated SQLite file: each customer has a vehicle and five tickets, each ticket two mechanics and two
 * lines. Writes rows, search words, ledger and stored counts directly, without the services.
 */
export async function fillShop(file: string): Promise<Tokens> {
  const client = connect(file, { synchronous: 'OFF' });
  const insert = inserter(client);
  const account = insert('accounts', 'id,role,email,first_name,last_name,version,created_at');
  const mechanic = insert('mechanics', 'id,specialty,active,ticket_count');
  const mechanicWords = insert('mechanics_search', 'rowid,words');
  const customer = insert('customers', 'id,phone,address,name_key');
  const customerWords = insert('customers_search', 'rowid,words');
  const vehicle = insert('vehicles', 'id,customer_id,make,model,year,license_plate,version,created_at');
  const vehicleWords = insert('vehicles_search', 'rowid,words');
  const part = insert('parts', 'id,sku,name,name_key,price_cents,quantity,reserved,version,created_at,updated_at');
  const partWords = insert('parts_search', 'rowid,words');
  const movement = insert('stock_movements', 'part_id,kind,delta,quantity_after,reserved_after,at');
  const ticket = insert(
    'tickets',
    'id,customer_id,vehicle_id,description,status,version,created_at,updated_at,completed_at',
  );
  const ticketWords = insert('tickets_search', 'rowid,words');
  const assignment = insert('ticket_mechanics', 'ticket_id,mechanic_id');
  const line = insert('ticket_parts', 'ticket_id,part_id,sku,name,quantity,unit_price_cents');
  const session = insert('sessions', 'id,account_id,created_at,last_used_at,expires_at');

  const users = usersOf();
  const fill = client.transaction(() => {
    for (let id = 1; id <= sizes.mechanics; id++) {
      const [first, last, trade] = [of(firstNames, id), of(lastNames, id), of(trades, id)];
      account(id, 'mechanic', `m${id}@shop.test`, first, last, 1, FIRST_DAY);
      mechanic(id, trade, 1, 0);
      mechanicWords(id, searchWords([first, last, trade], [String(id)]).join(' '));
    }
    for (let id = 1; id <= sizes.parts; id++) {
      const [sku, name] = [`SKU-${id}`, `${of(partNames, id)} ${id}`];
      part(id, sku, name, sortKeyOf(name), 100 + id, 1000 * THOUSANDTHS, 0, 1, FIRST_DAY, FIRST_DAY);
      partWords(id, searchWords([name, sku], [String(id), sku]).join(' '));
      movement(id, 'receive', 1000 * THOUSANDTHS, 1000 * THOUSANDTHS, 0, FIRST_DAY);
    }
    for (let n = 1; n <= sizes.customers; n++) {
      const [id, at] = [sizes.mechanics + n, FIRST_DAY + n * 1000];
      const [first, last] = [of(firstNames, n), of(lastNames, Math.floor(n / 12))];
      const [email, phone, plate] = [`c${n}@example.com`, `+49 30 ${100_000 + n}`, `B-${n}`];
      account(id, 'customer', email, first, last, 1, at);
      customer(id, phone, `${n} Main Street`, sortKeyOf(last, first));
      customerWords(id, searchWords([first, last, email, phone], [String(id), ...phoneCodes(phone)]).join(' '));
      vehicle(n, id, 'Volvo', 'V70', 2004, plate, 1, at);
      vehicleWords(n, searchWords(['Volvo', 'V70', plate], [String(n), plate]).join(' '));
    }
    for (let id = 1; id <= sizes.tickets; id++) {
      const n = 1 + (id % sizes.customers);
      const at = FIRST_DAY + Math.floor(id / 50) * DAY_MS;
      const description = `${of(troubles, id)}, as it did before the last visit`;
      const [first, last] = [of(firstNames, n), of(lastNames, Math.floor(n / 12))];
      ticket(id, sizes.mechanics + n, n, description, 'completed', 5, at, at + DAY_MS, at + DAY_MS);
      ticketWords(id, searchWords([description, first, last, `B-${n}`], [String(id), `B-${n}`]).join(' '));
      assignment(id, 1 + (id % sizes.mechanics));
      // A quarter of the second mechanics are among the first ten, so that the ranking has an order.
      assignment(id, 1 + ((id + 1 + (id % 4 === 0 ? id % 10 : id % 97)) % sizes.mechanics));
      for (const m of [0, 1]) {
        const partId = 1 + ((id * 7 + m * 11) % sizes.parts);
        line(id, partId, `SKU-${partId}`, `${of(partNames, partId)} ${partId}`, (1 + m) * THOUSANDTHS, 100 + partId);
      }
    }
    fillLargeTickets(insert);
    client.exec(COUNT_TICKETS);
    const now = Date.now();
    for (const [at, { accountId }] of users.entries()) session(at + 1, accountId, now, now, now + 365 * DAY_MS);
  });
  fill();
  client.pragma('wal_checkpoint(truncate)');
  client.close();

  const ticks = createTicks(machineUptime(), machineStart());
  const tokens = createTokens({ secrets: [secret], accessTtlSeconds: 86_400, clock: () => new Date(), ticks });
  const signed = await Promise.all(
    users.map(({ accountId, role }, at) => tokens.sign({ accountId, sessionId: at + 1, role })),
  );
  const texts = signed.map(({ token }) => token);
  return { mechanics: texts.slice(0, USERS), customers: texts.slice(USERS) };
}
