import type { Changes } from '../../core/events/entity.ts';
import { bareCustomer, bareVehicle, erasedNames } from './names.ts';

type Members = Readonly<Record<string, unknown>>;

/** What is known of an erased customer and their vehicles. */
interface Erased {
  customerId: number;
  customer: Members;
  vehicle: Members;
}

/** What an event recorded, with the erased values replaced. */
export function scrubbed(entity: string, changes: Changes, customerId: number): Changes {
  const erased: Erased = {
    customerId,
    customer: { ...erasedNames(customerId), ...bareCustomer, email: null },
    vehicle: { ...bareVehicle, vinCheck: null },
  };
  const own = ownMembers(entity, erased);
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
  const isPerson = name === 'customer' || (name === 'author' && copy['id'] === erased.customerId);
  if (isPerson) return replaced(copy, erased.customer);
  if (name === 'answer')
    return replaced(copy, { by: Object.values(erasedNames(erased.customerId)).join(' '), note: null });
  return name === 'vehicle' ? replaced(copy, erased.vehicle) : copy;
}

function replaced(row: Record<string, unknown>, by: Members): Record<string, unknown> {
  return Object.fromEntries(Object.entries(row).map(([name, value]) => [name, name in by ? by[name] : value]));
}
