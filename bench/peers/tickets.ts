import type { Sqlite } from '../../packages/server/src/testing/libraries.ts';
import { laborCents, partCents, pricingOf } from '../../packages/shared/src/index.ts';

type Client = InstanceType<typeof Sqlite>;

interface TicketRow {
  id: number;
  status: string;
  createdAt: number;
  updatedAt: number;
  completedAt: number | null;
  description: string;
  serviceDate: string | null;
  hasWork: number;
  version: number;
  customerId: number;
  firstName: string;
  lastName: string;
  taxExempt: number;
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
interface JobRow {
  id: number;
  name: string;
  description: string | null;
  note: string | null;
  approval: string;
}
interface LaborRow {
  id: number;
  jobId: number | null;
  description: string;
  hours: number;
  rateCents: number;
  taxable: number;
  done: number;
}
interface ExtraRow {
  id: number;
  jobId: number | null;
  kind: 'fee' | 'sublet';
  description: string;
  amountCents: number;
  taxable: number;
}

const time = (at: number): string => new Date(at).toISOString();

const THOUSANDTHS = 1000;
const HUNDREDTHS = 100;

/** The settings of the benchmark's shop. */
const rules = {
  taxMode: 'exclusive',
  taxes: { partsPercent: 0, laborPercent: 0, subletPercent: 0, feesPercent: 0 },
  supplies: null,
} as const;

function ticketsBy(condition: string) {
  return `
  select t.id, t.status, t.created_at as createdAt, t.updated_at as updatedAt, t.completed_at as completedAt,
    t.description, t.service_date as serviceDate, t.has_work as hasWork, t.version, a.id as customerId,
    a.first_name as firstName, a.last_name as lastName, c.tax_exempt as taxExempt, v.id as vehicleId, v.vin, v.make,
    v.model, v.year, v.license_plate as licensePlate, v.mileage, v.mileage_unit as mileageUnit, v.active as vehicleActive,
    v.version as vehicleVersion, v.created_at as vehicleCreatedAt
  from ${condition}
  join accounts a on a.id = t.customer_id join customers c on c.id = t.customer_id
  left join vehicles v on v.id = t.vehicle_id`;
}

function groupBy<T extends { ticketId: number }>(rows: readonly T[]): Map<number, Omit<T, 'ticketId'>[]> {
  const groups = new Map<number, Omit<T, 'ticketId'>[]>();
  for (const { ticketId, ...row } of rows) {
    const group = groups.get(ticketId);
    if (group) group.push(row);
    else groups.set(ticketId, [row]);
  }
  return groups;
}

function asLine({ quantity, reserved, missing, taxable, ...line }: Omit<LineRow, 'ticketId'>) {
  return {
    ...line,
    quantity: quantity / THOUSANDTHS,
    reserved: reserved / THOUSANDTHS,
    missing: missing / THOUSANDTHS,
    taxable: taxable === 1,
    totalCents: partCents(quantity / THOUSANDTHS, line.unitPriceCents),
  };
}

function asLabor({ hours, taxable, done, ...line }: LaborRow) {
  return {
    ...line,
    hours: hours / HUNDREDTHS,
    taxable: taxable === 1,
    done: done === 1,
    totalCents: laborCents(hours / HUNDREDTHS, line.rateCents),
    mechanic: null,
  };
}

function vehicleOf(row: TicketRow) {
  if (row.vehicleId === null) return null;
  return {
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
  };
}

interface Lines {
  mechanics: Omit<MechanicRow, 'ticketId'>[];
  parts: Omit<LineRow, 'ticketId'>[];
  jobs: JobRow[];
  labor: LaborRow[];
  extras: ExtraRow[];
}

function asTicket(row: TicketRow, lines: Lines, isStaff: boolean) {
  const work = {
    jobs: lines.jobs.map((job) => ({ ...job, approvedCents: null, discount: null })),
    parts: lines.parts.map(asLine),
    labor: lines.labor.map(asLabor),
    extras: lines.extras.map((line) => ({ ...line, taxable: line.taxable === 1 })),
    discount: null,
  };
  const { totals, jobs } = pricingOf(work, { ...rules, taxExempt: row.taxExempt === 1 });
  return {
    id: row.id,
    customer: { id: row.customerId, firstName: row.firstName, lastName: row.lastName },
    vehicle: vehicleOf(row),
    description: row.description,
    status: row.status,
    serviceDate: row.serviceDate,
    mechanics: lines.mechanics,
    ...work,
    jobs: work.jobs.map((job) => ({ ...job, ...jobs.get(job.id) })),
    totals,
    partsTotalCents: totals.partsCents,
    mileageIn: null,
    mileageOut: null,
    hold: null,
    invoice: null,
    paidCents: 0,
    balanceCents: totals.totalCents,
    clockedMinutes: isStaff ? 0 : null,
    allowedStatuses: [],
    blockers: [],
    version: row.version,
    createdAt: time(row.createdAt),
    updatedAt: time(row.updatedAt),
    completedAt: row.completedAt === null ? null : time(row.completedAt),
  };
}

const mechanicColumns = `tm.ticket_id as ticketId, a.id, a.first_name as firstName, a.last_name as lastName, m.specialty
  from ticket_mechanics tm join mechanics m on m.id = tm.mechanic_id join accounts a on a.id = m.id`;
const lineColumns = `ticket_id as ticketId, id, job_id as jobId, part_id as partId, sku, name, unit, quantity, reserved,
  missing, unit_price_cents as unitPriceCents, taxable from ticket_parts`;

const LISTED = 'in (select value from json_each(+?))';

interface User {
  id: number;
  role: string;
}

/** The peer's queries of tickets. Members that are null for all tickets of this shop are not read. */
export function openTickets(client: Client) {
  const ofCustomer = client.prepare<[number, number, number], TicketRow>(
    `${ticketsBy('tickets t')} where t.customer_id = +? and t.id < +? order by t.id desc limit +?`,
  );
  const ofMechanic = client.prepare<[number, number, number], TicketRow>(
    `${ticketsBy('ticket_mechanics tm join tickets t on t.id = tm.ticket_id')}
     where tm.mechanic_id = +? and tm.ticket_id < +? order by tm.ticket_id desc limit +?`,
  );
  const byId = client.prepare<[number], TicketRow>(`${ticketsBy('tickets t')} where t.id = +?`);
  const mechanicsOfMany = client.prepare<[string], MechanicRow>(
    `select ${mechanicColumns} where tm.ticket_id ${LISTED} order by tm.ticket_id, tm.mechanic_id`,
  );
  const linesOfMany = client.prepare<[string], LineRow>(`select ${lineColumns} where ticket_id ${LISTED} order by id`);
  const mechanicsOf = client.prepare<[number], MechanicRow>(
    `select ${mechanicColumns} where tm.ticket_id = +? order by tm.mechanic_id`,
  );
  const linesOf = client.prepare<[number], LineRow>(`select ${lineColumns} where ticket_id = +? order by id`);
  const jobsOf = client.prepare<[number], JobRow>(
    'select id, name, description, note, approval from ticket_jobs where ticket_id = +? order by id',
  );
  const laborOf = client.prepare<[number], LaborRow>(
    `select id, job_id as jobId, description, hours, rate_cents as rateCents, taxable, done
     from ticket_labor where ticket_id = +? order by id`,
  );
  const extrasOf = client.prepare<[number], ExtraRow>(
    `select id, job_id as jobId, kind, description, amount_cents as amountCents, taxable
     from ticket_extras where ticket_id = +? order by id`,
  );
  const workOf = ({ id, hasWork }: TicketRow) =>
    hasWork === 1
      ? { jobs: jobsOf.all(id), labor: laborOf.all(id), extras: extrasOf.all(id) }
      : { jobs: [], labor: [], extras: [] };

  return {
    ticket: (user: User, id: number) => {
      const row = byId.get(id);
      if (!row || (user.role === 'customer' && row.customerId !== user.id)) return undefined;
      const mechanics = groupBy(mechanicsOf.all(id)).get(id) ?? [];
      const parts = groupBy(linesOf.all(id)).get(id) ?? [];
      return asTicket(row, { mechanics, parts, ...workOf(row) }, user.role !== 'customer');
    },
    /** The rows of a page, and one more if there is another page. */
    rowsOf: ({ id, role }: User, limit: number, before: number): TicketRow[] =>
      (role === 'customer' ? ofCustomer : ofMechanic).all(id, before, limit + 1),
    tickets: ({ role }: User, rows: readonly TicketRow[]) => {
      const ids = JSON.stringify(rows.map((row) => row.id));
      const mechanics = groupBy(mechanicsOfMany.all(ids));
      const parts = groupBy(linesOfMany.all(ids));
      return rows.map((row) => {
        const own = { mechanics: mechanics.get(row.id) ?? [], parts: parts.get(row.id) ?? [] };
        return asTicket(row, { ...own, ...workOf(row) }, role !== 'customer');
      });
    },
  };
}
