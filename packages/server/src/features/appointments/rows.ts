import type { Appointment, AppointmentStatus, Mechanic, Page } from '@mechanic-shop/shared';
import { and, asc, eq, getTableColumns, sql } from 'drizzle-orm';
import { type Caller, isStaff } from '../../core/caller.ts';
import { InstantPosition, keyset } from '../../core/paging.ts';
import type { Queries } from '../../platform/db/database.ts';
import { idList, inIds } from '../../platform/db/lists.ts';
import { withoutIndex } from '../../platform/db/plan.ts';
import { type Slots, prepared } from '../../platform/db/prepared.ts';
import { instantText } from '../../platform/instants.ts';
import { addDays, startOfDay } from '../../platform/zones.ts';
import { mechanics } from '../accounts/mechanics-table.ts';
import { accounts } from '../accounts/table.ts';
import { bays } from '../bays/table.ts';
import { mechanicColumns } from '../mechanics/rows.ts';
import { asVehicle } from '../vehicles/rows.ts';
import { vehicles } from '../vehicles/table.ts';
import { appointments } from './table.ts';

/** Appointments with what they refer to, apart from mechanics. */
function selectAppointments(db: Queries) {
  return db
    .select({
      appointment: getTableColumns(appointments),
      customer: { id: accounts.id, firstName: accounts.firstName, lastName: accounts.lastName },
      vehicle: getTableColumns(vehicles),
      bay: { id: bays.id, name: bays.name },
    })
    .from(appointments)
    .innerJoin(accounts, eq(accounts.id, appointments.customerId))
    .leftJoin(vehicles, eq(vehicles.id, appointments.vehicleId))
    .leftJoin(bays, eq(bays.id, appointments.bayId));
}

type Row = Awaited<ReturnType<typeof selectAppointments>>[number];

const mechanicsById = prepared('appointment_mechanics', (db, p: Slots<{ ids: string }>) =>
  db
    .select(mechanicColumns)
    .from(mechanics)
    .innerJoin(accounts, eq(accounts.id, mechanics.id))
    .where(inIds(mechanics.id, p.ids)),
);

async function mechanicsOf(db: Queries, rows: readonly Row[]): Promise<Map<number, Mechanic>> {
  const ids = new Set(rows.flatMap(({ appointment }) => appointment.mechanicId ?? []));
  if (ids.size === 0) return new Map();
  const found = await mechanicsById(db, { ids: idList([...ids]) });
  return new Map(found.map((mechanic) => [mechanic.id, mechanic]));
}

function vehicleFor({ vehicle, appointment }: Row, caller: Caller): Appointment['vehicle'] {
  if (!vehicle) return null;
  const shown = asVehicle(vehicle, caller);
  // A vehicle may have got another owner since, whom the customer must not see.
  return isStaff(caller) ? shown : { ...shown, customerId: appointment.customerId };
}

async function asAppointments(db: Queries, rows: readonly Row[], caller: Caller): Promise<Appointment[]> {
  const people = await mechanicsOf(db, rows);
  return rows.map((row) => {
    const { customer, bay, appointment } = row;
    return {
      id: appointment.id,
      customer,
      vehicle: vehicleFor(row, caller),
      ticketId: appointment.ticketId,
      startsAt: instantText(appointment.startsAt),
      endsAt: instantText(appointment.endsAt),
      bay,
      mechanic: people.get(appointment.mechanicId ?? 0) ?? null,
      subject: appointment.subject,
      status: appointment.status,
      note: isStaff(caller) ? appointment.note : null,
      version: appointment.version,
      createdAt: instantText(appointment.createdAt),
    };
  });
}

const byId = prepared('appointment_by_id', (db, p: Slots<{ id: number }>) =>
  selectAppointments(db).where(eq(appointments.id, p.id)),
);

export async function getAppointment(db: Queries, id: number, caller: Caller): Promise<Appointment | undefined> {
  const [appointment] = await asAppointments(db, await byId(db, { id }), caller);
  return appointment;
}

// The first that is given leads: a customer has few appointments, a bay or a mechanic as many as days allow.
const leads = ['customerId', 'bayId', 'mechanicId', 'status'] as const;
type Lead = (typeof leads)[number];

interface Values {
  customerId: number;
  bayId: number;
  mechanicId: number;
  status: AppointmentStatus;
  after: Date;
  afterId: number;
  until: Date;
  limit: number;
}

function queryBy(used: readonly Lead[]) {
  return prepared(['appointments', 'by', ...used].join('_'), (db, p: Slots<Values>) => {
    const at = (slot: unknown) => sql.param(slot, appointments.startsAt);
    return selectAppointments(db)
      .where(
        and(
          ...used.map(
            (name, place) => sql`${place === 0 ? appointments[name] : withoutIndex(appointments[name])} = ${p[name]}`,
          ),
          // Compared as a pair, which the index finds directly.
          sql`(${appointments.startsAt}, ${appointments.id}) > (${at(p.after)}, ${p.afterId})`,
          sql`${appointments.startsAt} < ${at(p.until)}`,
        ),
      )
      .orderBy(asc(appointments.startsAt), asc(appointments.id))
      .limit(p.limit);
  });
}
const queries = new Map<string, ReturnType<typeof queryBy>>();

function queryFor(used: readonly Lead[]): ReturnType<typeof queryBy> {
  const query = queries.get(used.join()) ?? queryBy(used);
  queries.set(used.join(), query);
  return query;
}

// Before the first appointment, and after the last one.
const BEGINNING = new Date('1899-12-30T00:00:00.000Z');
const END = new Date('9999-12-31T00:00:00.000Z');

/** Which appointments to list. */
export interface Wanted {
  customerId?: number | undefined;
  bayId?: number | undefined;
  mechanicId?: number | undefined;
  status?: AppointmentStatus | undefined;
  from?: string | undefined;
  to?: string | undefined;
  limit: number;
  cursor?: string | undefined;
}

/** Pages of appointments, earliest first; days are those of the time zone. */
export async function listAppointments(
  db: Queries,
  wanted: Wanted,
  { timeZone, caller }: { timeZone: string; caller: Caller },
): Promise<Page<Appointment>> {
  const { customerId, bayId, mechanicId, status, from, to, limit, cursor } = wanted;
  const list = keyset('appointments.list', { customerId, bayId, mechanicId, status, from, to }, InstantPosition);
  const [after, afterId] = list.after(cursor) ?? [undefined, 0];
  const begin = from === undefined ? BEGINNING : startOfDay(from, timeZone);
  const used = leads.filter((name) => wanted[name] !== undefined);
  const rows = await queryFor(used)(db, {
    customerId: customerId ?? 0,
    bayId: bayId ?? 0,
    mechanicId: mechanicId ?? 0,
    status: status ?? 'requested',
    after: after === undefined ? begin : new Date(after),
    afterId,
    until: to === undefined ? END : startOfDay(addDays(to, 1), timeZone),
    limit: limit + 1,
  });
  const { items, nextCursor } = list.page(rows, limit, ({ appointment }) => [
    instantText(appointment.startsAt),
    appointment.id,
  ]);
  return { items: await asAppointments(db, items, caller), nextCursor };
}
