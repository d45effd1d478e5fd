import { type SQL, and, eq, inArray, or } from 'drizzle-orm';
import type { Changes } from '../../core/events/entity.ts';
import { events } from '../../core/events/table.ts';
import type { Queries } from '../../platform/db/database.ts';

/** What events must no longer say. */
export interface Erased {
  customerId: number;
  vehicleIds: readonly number[];
  ticketIds: readonly number[];
  appointmentIds: readonly number[];
  /** The members of the customer as they are now. */
  customer: Readonly<Record<string, unknown>>;
  /** Those of a vehicle. */
  vehicle: Readonly<Record<string, unknown>>;
}

/** Replaces the erased values in everything that events have recorded about a customer. */
export async function scrubEvents(tx: Queries, erased: Erased): Promise<void> {
  const rows = await tx
    .select({ id: events.id, entity: events.entity, changes: events.changes })
    .from(events)
    .where(isAbout(erased));
  for (const { id, entity, changes } of rows) {
    if (changes === null) continue;
    const scrubbed = JSON.stringify(scrub(entity, JSON.parse(changes) as Changes, erased));
    if (scrubbed !== changes) await tx.update(events).set({ changes: scrubbed }).where(eq(events.id, id));
  }
}

function isAbout({ customerId, vehicleIds, ticketIds, appointmentIds }: Erased): SQL | undefined {
  const of = (entity: string, ids: readonly number[]) =>
    ids.length === 0 ? undefined : and(eq(events.entity, entity), inArray(events.entityId, [...ids]));
  return or(
    of('customer', [customerId]),
    of('account', [customerId]),
    of('vehicle', vehicleIds),
    of('appointment', appointmentIds),
    ticketIds.length === 0 ? undefined : inArray(events.ticketId, [...ticketIds]),
  );
}

function scrub(entity: string, changes: Changes, erased: Erased): Changes {
  const own = ownMembers(entity, erased);
  return Object.fromEntries(
    Object.entries(changes).map(([name, { before, after }]) => {
      if (name in own) return [name, { before: null, after: own[name] }];
      return [name, { before: nested(name, before, erased), after: nested(name, after, erased) }];
    }),
  );
}

/** The members of an entity's own that hold something erased. */
function ownMembers(entity: string, { customer, vehicle }: Erased): Readonly<Record<string, unknown>> {
  if (entity === 'customer' || entity === 'account') return customer;
  if (entity === 'vehicle') return vehicle;
  if (entity === 'message') return { text: '' };
  if (entity === 'appointment') return { note: null };
  return entity === 'estimate' ? { message: null } : {};
}

/** A value inside of a row: what it says of the customer, of their vehicle, and by whose word something was done. */
function nested(name: string, value: unknown, erased: Erased): unknown {
  if (Array.isArray(value)) return value.map((each) => nested('', each, erased));
  if (typeof value !== 'object' || value === null) return value;
  const inner = Object.entries(value).map(([key, each]): [string, unknown] => [key, nested(key, each, erased)]);
  const copy = Object.fromEntries(inner);
  const isPerson = name === 'customer' || (name === 'author' && copy['id'] === erased.customerId);
  if (isPerson) return replaced(copy, erased.customer);
  return name === 'vehicle' ? replaced(copy, erased.vehicle) : copy;
}

function replaced(row: Record<string, unknown>, by: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(row).map(([name, value]) => [name, name in by ? by[name] : value]));
}
