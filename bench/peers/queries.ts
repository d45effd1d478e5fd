import type { Sqlite } from '../../packages/server/src/testing/libraries.ts';
import { totalsOf } from '../../packages/shared/src/index.ts';

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

interface TicketRow {
  id: number;
  status: string;
  createdAt: number;
  updatedAt: number;
  completedAt: number | null;
  description: string;
  serviceDate: string | null;
  version: number;
  customerId: number;
  firstName: string;
  lastName: string;
  vehicleId: number | null;
  vin: string | null;
  make: string;
  model: string;
  year: number;
  licensePlate: string | null;
  mileage: number | null;
  mileageUnit: string;
  vehicleActive: number;
  vehicleVersion: number;
  vehicleCreatedAt: number;
}
interface MechanicRow {
  ticketId: number;
  id: number;
  firstName: string;
  lastName: string;
  specialty: string | null;
}
interface LineRow {
  ticketId: number;
  id: number;
  partId: number;
  jobId: number | null;
  sku: string | null;
  name: string;
  unit: string;
  quantity: number;
  reserved: number;
  missing: number;
  unitPriceCents: number;
  taxable: number;
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

function ticketsBy(condition: string) {
  return `
  select t.id, t.status, t.created_at as createdAt, t.updated_at as updatedAt, t.completed_at as completedAt,
    t.description, t.service_date as serviceDate, t.version, a.id as customerId, a.first_name as firstName,
    a.last_name as lastName, v.id as vehicleId, v.vin, v.make, v.model, v.year, v.license_plate as licensePlate,
    v.mileage, v.mileage_unit as mileageUnit, v.active as vehicleActive, v.version as vehicleVersion, v.created_at as vehicleCreatedAt
  from ${condition}
  join accounts a on a.id = t.customer_id left join vehicles v on v.id = t.vehicle_id`;
}

function groupBy<T extends { ticketId: number }>(rows: readonly T[]): Map<number, T[]> {
  const groups = new Map<number, T[]>();
  for (const row of rows) {
    const group = groups.get(row.ticketId);
    if (group) group.push(row);
    else groups.set(row.ticketId, [row]);
  }
  return groups;
}

/** A page of at most `limit` rows out of one more. The cursor is just the id. */
function page<T extends { id: number }>(rows: T[], limit: number): { rows: T[]; nextCursor: string | null } {
  if (rows.length <= limit) return { rows, nextCursor: null };
  rows.pop();
  return { rows, nextCursor: String(rows.at(-1)?.id) };
}

/** The settings of the benchmark's shop. */
const rules = {
  taxMode: 'exclusive',
  taxes: { partsPercent: 0, laborPercent: 0, subletPercent: 0, feesPercent: 0 },
  supplies: null,
} as const;

/** All queries of the peer; each write is a durable commit. */
export function openQueries(client: Client) {
  client.pragma('journal_mode = WAL');
  client.pragma('synchronous = FULL');
  client.pragma('cache_size = -16384');
  client.pragma('foreign_keys = ON');

  const partById = client.prepare<[number], PartRow>(`select ${partColumns} from parts where id = ?`);
  const updatePart = client.prepare<object, PartRow>(
    `update parts set quantity = :quantity, version = version + 1, updated_at = :now
     where id = :id and reserved <= :quantity returning ${partColumns}`,
  );
  const newestCustomers = client.prepare<
    [number, number],
    { id: number; taxExempt: number; hasLogin: number; active: number; createdAt: number }
  >(
    `select c.id, a.first_name as firstName, a.last_name as lastName, a.email, c.phone, c.address, c.company,
       c.tax_exempt as taxExempt, c.note, a.password_hash is not null as hasLogin, c.active, a.version, a.created_at as createdAt
     from customers c join accounts a on a.id = c.id where c.id < ? order by c.id desc limit ?`,
  );
  const topMechanics = client.prepare<[number], Omit<MechanicRow, 'ticketId'> & { ticketCount: number }>(
    `select a.id, a.first_name as firstName, a.last_name as lastName, m.specialty, coalesce(t.count, 0) as ticketCount
     from mechanics m join accounts a on a.id = m.id
     left join (select mechanic_id, count(*) as count from ticket_mechanics group by mechanic_id) t on t.mechanic_id = m.id
     where m.active = 1 order by ticketCount desc, m.id limit ?`,
  );
  const ticketsOfCustomer = client.prepare<[number, number, number], TicketRow>(
    `${ticketsBy('tickets t')} where t.customer_id = ? and t.id < ? order by t.id desc limit ?`,
  );
  const ticketsOfMechanic = client.prepare<[number, number, number], TicketRow>(
    `${ticketsBy('ticket_mechanics tm join tickets t on t.id = tm.ticket_id')}
     where tm.mechanic_id = ? and tm.ticket_id < ? order by tm.ticket_id desc limit ?`,
  );
  const mechanicsOf = client.prepare<[string], MechanicRow>(
    `select tm.ticket_id as ticketId, a.id, a.first_name as firstName, a.last_name as lastName, m.specialty
     from ticket_mechanics tm join mechanics m on m.id = tm.mechanic_id join accounts a on a.id = m.id
     where tm.ticket_id in (select value from json_each(?)) order by tm.ticket_id, tm.mechanic_id`,
  );
  const linesOf = client.prepare<[string], LineRow>(
    `select ticket_id as ticketId, id, job_id as jobId, part_id as partId, sku, name, unit, quantity, reserved, missing,
       unit_price_cents as unitPriceCents, taxable
     from ticket_parts where ticket_id in (select value from json_each(?)) order by id`,
  );

  return {
    part: (id: number): Part | undefined => {
      const row = partById.get(id);
      return row && asPart(row);
    },
    setQuantity: (id: number, quantity: number): Part | undefined => {
      const row = updatePart.get({ id, quantity: quantity * THOUSANDTHS, now: Date.now() });
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
    ticketsOf: ({ id, role }: { id: number; role: string }, limit: number, before = Number.MAX_SAFE_INTEGER) => {
      const query = role === 'customer' ? ticketsOfCustomer : ticketsOfMechanic;
      const { rows, nextCursor } = page(query.all(id, before, limit + 1), limit);
      const ids = JSON.stringify(rows.map((row) => row.id));
      const mechanics = groupBy(mechanicsOf.all(ids));
      const lines = groupBy(linesOf.all(ids));
      const items = rows.map((row) => {
        const parts = (lines.get(row.id) ?? []).map(({ ticketId: _, ...line }) => ({
          ...line,
          quantity: line.quantity / THOUSANDTHS,
          reserved: line.reserved / THOUSANDTHS,
          missing: line.missing / THOUSANDTHS,
          taxable: line.taxable === 1,
          totalCents: Math.round((line.quantity * line.unitPriceCents) / THOUSANDTHS),
        }));
        const work = { jobs: [], labor: [], extras: [], discount: null };
        return {
          id: row.id,
          customer: { id: row.customerId, firstName: row.firstName, lastName: row.lastName },
          vehicle:
            row.vehicleId === null
              ? null
              : {
                  id: row.vehicleId,
                  customerId: row.customerId,
                  vin: row.vin,
                  vinCheck: null,
                  make: row.make,
                  model: row.model,
                  year: row.year,
                  licensePlate: row.licensePlate,
                  mileage: row.mileage,
                  mileageUnit: row.mileageUnit,
                  note: null,
                  externalId: null,
                  active: row.vehicleActive === 1,
                  version: row.vehicleVersion,
                  createdAt: time(row.vehicleCreatedAt),
                },
          description: row.description,
          status: row.status,
          serviceDate: row.serviceDate,
          mechanics: mechanics.get(row.id) ?? [],
          parts,
          ...work,
          totals: totalsOf({ ...work, parts }, rules),
          partsTotalCents: parts.reduce((sum, { totalCents }) => sum + totalCents, 0),
          mileageIn: null,
          mileageOut: null,
          hold: null,
          allowedStatuses: [],
          blockers: [],
          version: row.version,
          createdAt: time(row.createdAt),
          updatedAt: time(row.updatedAt),
          completedAt: row.completedAt === null ? null : time(row.completedAt),
        };
      });
      return { items, nextCursor };
    },
  };
}
