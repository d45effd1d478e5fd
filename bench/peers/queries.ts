import type { Sqlite } from '../../packages/server/src/testing/libraries.ts';
import { openTickets } from './tickets.ts';

type Client = InstanceType<typeof Sqlite>;

export interface Part {
  id: number;
  sku: string | null;
  name: string;
  priceCents: number;
  unit: string;
  decimals: number;
  quantity: number;
  reserved: number;
  available: number;
  active: boolean;
  version: number;
  createdAt: string;
  updatedAt: string;
}

type PartRow = Omit<Part, 'available' | 'active' | 'createdAt' | 'updatedAt'> & {
  active: number;
  createdAt: number;
  updatedAt: number;
};

interface RankedRow {
  id: number;
  firstName: string;
  lastName: string;
  specialty: string | null;
  ticketCount: number;
}

const time = (at: number): string => new Date(at).toISOString();

const THOUSANDTHS = 1000;

const partColumns = `id, sku, name, price_cents as priceCents, unit, decimals, quantity, reserved, active, version,
  created_at as createdAt, updated_at as updatedAt`;
function asPart(row: PartRow): Part {
  return {
    ...row,
    quantity: row.quantity / THOUSANDTHS,
    reserved: row.reserved / THOUSANDTHS,
    available: (row.quantity - row.reserved) / THOUSANDTHS,
    active: row.active === 1,
    createdAt: time(row.createdAt),
    updatedAt: time(row.updatedAt),
  };
}

/** A page of at most `limit` rows out of one more. The cursor is just the id. */
function page<T extends { id: number }>(rows: T[], limit: number): { rows: T[]; nextCursor: string | null } {
  if (rows.length <= limit) return { rows, nextCursor: null };
  rows.pop();
  return { rows, nextCursor: String(rows.at(-1)?.id) };
}

/** All queries of the peer; each write is a durable commit. */
export function openQueries(client: Client) {
  client.pragma('journal_mode = WAL');
  client.pragma('synchronous = FULL');
  client.pragma('cache_size = -16384');
  client.pragma('foreign_keys = ON');

  const partById = client.prepare<[number], PartRow>(`select ${partColumns} from parts where id = +?`);
  const updatePart = client.prepare<object, PartRow>(
    `update parts set quantity = quantity + :delta, version = version + 1, updated_at = :now
     where id = +:id and reserved <= quantity + :delta returning ${partColumns}`,
  );
  const newestCustomers = client.prepare<
    [number, number],
    { id: number; taxExempt: number; hasLogin: number; active: number; createdAt: number }
  >(
    `select c.id, a.first_name as firstName, a.last_name as lastName, a.email, c.phone, c.address, c.company,
       c.tax_exempt as taxExempt, c.note, c.external_id as externalId, a.password_hash is not null as hasLogin, c.active, a.version, a.created_at as createdAt
     from customers c join accounts a on a.id = c.id where c.id < +? order by c.id desc limit +?`,
  );
  const topMechanics = client.prepare<[number], RankedRow>(
    `select a.id, a.first_name as firstName, a.last_name as lastName, m.specialty, coalesce(t.count, 0) as ticketCount
     from mechanics m join accounts a on a.id = m.id
     left join (select mechanic_id, count(*) as count from ticket_mechanics group by mechanic_id) t on t.mechanic_id = m.id
     where m.active = 1 order by ticketCount desc, m.id limit +?`,
  );
  const tickets = openTickets(client);

  return {
    part: (id: number): Part | undefined => {
      const row = partById.get(id);
      return row && asPart(row);
    },
    adjust: (id: number, delta: number): Part | undefined => {
      const row = updatePart.get({ id, delta: delta * THOUSANDTHS, now: Date.now() });
      return row && asPart(row);
    },
    customers: (limit: number, before = Number.MAX_SAFE_INTEGER) => {
      const { rows, nextCursor } = page(newestCustomers.all(before, limit + 1), limit);
      const items = rows.map((row) => ({
        ...row,
        taxExempt: row.taxExempt === 1,
        hasLogin: row.hasLogin === 1,
        active: row.active === 1,
        createdAt: time(row.createdAt),
      }));
      return { items, nextCursor };
    },
    ranking: (limit: number) =>
      topMechanics.all(limit).map(({ ticketCount, ...mechanic }) => ({ mechanic, ticketCount })),
    ticket: tickets.ticket,
    ticketsOf: (user: { id: number; role: string }, limit: number, before = Number.MAX_SAFE_INTEGER) => {
      const { rows, nextCursor } = page(tickets.rowsOf(user, limit, before), limit);
      return { items: tickets.tickets(user, rows), nextCursor };
    },
  };
}
