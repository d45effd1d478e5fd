import type { Changes } from '../../core/events/entity.ts';
import { erasedNames } from '../customers/erased.ts';
import type { Erasing } from './merged.ts';
import { bareCustomer, bareVehicle } from './names.ts';

type Members = Readonly<Record<string, unknown>>;

/** What an event is about. */
interface About {
  entity: string;
  /** Whether its row is the customer's, or was. */
  isOwn: boolean;
}

/** What is known of an erased customer and their vehicles. */
interface Erased {
  ids: ReadonlySet<unknown>;
  isOwn: boolean;
  customer: Members;
  vehicle: Members;
  answer: Members;
}

/** What an event recorded, with the erased values replaced. */
export function scrubbed({ entity, isOwn }: About, changes: Changes, { customerId, ids }: Erasing): Changes {
  const names = erasedNames(customerId);
  const erased: Erased = {
    ids: new Set<unknown>(ids),
    isOwn,
    customer: { ...names, ...bareCustomer, email: null },
    vehicle: { ...bareVehicle, vinCheck: null },
    answer: { by: Object.values(names).join(' '), note: null },
  };
  const own = isOwn ? ownMembers(entity, erased) : {};
  return Object.fromEntries(
    Object.entries(changes).map(([name, { before, after }]) => {
      if (name in own) return [name, { before: null, after: own[name] }];
      return [name, { before: nested(name, before, erased), after: nested(name, after, erased) }];
    }),
  );
}

/** The members of an entity's own that hold something erased. */
function ownMembers(entity: string, { customer, vehicle }: Erased): Members {
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
  if ('firstName' in copy && erased.ids.has(copy['id'])) return replaced(copy, erased.customer);
  if (name === 'answer' && erased.isOwn) return replaced(copy, erased.answer);
  if (name !== 'vehicle') return copy;
  // Invoices do not say whose vehicle it was: it was that of their customer.
  const isTheirs = 'customerId' in copy ? erased.ids.has(copy['customerId']) : erased.isOwn;
  return isTheirs ? replaced(copy, erased.vehicle) : copy;
}

function replaced(row: Record<string, unknown>, by: Members): Record<string, unknown> {
  return Object.fromEntries(Object.entries(row).map(([name, value]) => [name, name in by ? by[name] : value]));
}
