import type {
  CannedJob,
  Customer,
  Mechanic,
  Page,
  Part,
  Person,
  StaffRecord,
  Supplier,
  Vehicle,
} from '@mechanic-shop/shared';
import { isShopError } from '../index.ts';
import type { Shop } from './connect.ts';
import { Failure, status } from './failure.ts';
import { orNothing } from './people-names.ts';
import { fullName } from './people.ts';
import { vehicleName } from './vehicle-name.ts';

const MOST = 100;
const MOST_SHOWN = 10;

/** A kind of row that people can name instead of typing its id. */
interface Kind<Row extends { id: number }> {
  one: string;
  many: string;
  search(shop: Shop, search: string): Promise<{ items: Row[]; nextCursor: string | null }>;
  /** Names that identify the row exactly, even if another row's name begins with them. */
  names(row: Row): (string | null)[];
  show(row: Row): string;
}

// The server compares plates and part numbers the same way: by letters and digits only.
function folded(text: string): string {
  return text
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]/gu, '');
}

/** Compares two names without case, accents, spaces and punctuation. */
export const sameName = (a: string, b: string): boolean => folded(a) !== '' && folded(a) === folded(b);

function details(...texts: (string | null)[]): string {
  const known = texts.filter((text) => text !== null);
  return known.length > 0 ? ` (${known.join(', ')})` : '';
}

async function candidatesOf<Row extends { id: number }>(kind: Kind<Row>, shop: Shop, word: string) {
  try {
    return await kind.search(shop, word);
  } catch (error) {
    if (!isShopError(error, 'INVALID_INPUT')) throw error;
    const [issue] = error.data.details.issues;
    throw new Failure(status.usage, `"${word}": ${issue?.message ?? error.message}`);
  }
}

/** Returns the id of the row with exactly this name, or of the only row that a search for it finds. */
function finder<Row extends { id: number }>(kind: Kind<Row>) {
  return async (shop: Shop, word: string): Promise<number> => {
    const { items, nextCursor } = await candidatesOf(kind, shop, word);
    const exact = items.filter((row) => kind.names(row).some((name) => name !== null && sameName(name, word)));
    const found = exact.length > 0 ? exact : items;
    const [only] = found;
    if (only === undefined) throw new Failure(status.notFound, `No ${kind.one} matches "${word}".`);
    const more = exact.length === 0 && nextCursor !== null;
    if (found.length === 1 && !more) return only.id;
    const count = more ? `more than ${found.length}` : found.length;
    const lines = found.slice(0, MOST_SHOWN).map((row) => `  ${row.id}  ${kind.show(row)}`);
    const rest = found.length > MOST_SHOWN || more ? ['  …'] : [];
    const text = [`"${word}" matches ${count} ${kind.many}: type the id of one.`, ...lines, ...rest];
    throw new Failure(status.usage, text.join('\n'));
  };
}

/** What a list with retired rows is asked for. */
interface Wanted {
  search: string;
  limit: number;
  active?: boolean;
}

/** Searches the rows in use, and the retired ones where none of those matches. */
async function orRetired<Row>(list: (wanted: Wanted) => Promise<Page<Row>>, search: string): Promise<Page<Row>> {
  const inUse = await list({ search, limit: MOST });
  return inUse.items.length > 0 ? inUse : list({ search, limit: MOST, active: false });
}

const customers: Kind<Customer> = {
  one: 'customer',
  many: 'customers',
  search: (shop, search) => orRetired((wanted) => shop.customers.list.query(wanted), search),
  names: (customer) => [fullName(customer), customer.email, customer.phone],
  show: (customer) => `${fullName(customer)}${details(customer.phone, customer.email)}`,
};
const mechanics: Kind<Mechanic> = {
  one: 'mechanic',
  many: 'mechanics',
  search: (shop, search) => shop.mechanics.list.query({ search, limit: MOST }),
  names: (mechanic) => [fullName(mechanic)],
  show: (mechanic) => `${fullName(mechanic)}${details(mechanic.specialty)}`,
};

/** Staff as the caller may see them: admins also find the deactivated, and anybody by e-mail. */
const staff: Kind<Mechanic & Partial<StaffRecord>> = {
  ...mechanics,
  search: async (shop, search) => (await orNothing(findRecords(shop, search))) ?? mechanics.search(shop, search),
  names: (mechanic) => [fullName(mechanic), mechanic.email ?? null],
  show: (mechanic) => `${fullName(mechanic)}${details(mechanic.specialty, mechanic.email ?? null)}`,
};

/** Staff records by words of a name; the server does not search e-mails, so those are compared here. */
async function findRecords(shop: Shop, search: string) {
  if (!search.includes('@')) return shop.mechanics.records.query({ search, limit: MOST });
  const items: StaffRecord[] = [];
  let cursor: string | null = null;
  do {
    const page: Page<StaffRecord> = await shop.mechanics.records.query({ limit: MOST, ...(cursor && { cursor }) });
    items.push(...page.items.filter(({ email }) => email.toLowerCase() === search.toLowerCase()));
    cursor = page.nextCursor;
  } while (cursor !== null);
  return { items, nextCursor: null };
}

const vehicles: Kind<Vehicle> = {
  one: 'vehicle',
  many: 'vehicles',
  search: (shop, search) => orRetired((wanted) => shop.vehicles.list.query(wanted), search),
  names: ({ licensePlate, vin }) => [licensePlate, vin],
  show: (vehicle) => `${vehicleName(vehicle)}${details(vehicle.vin)}`,
};
const parts: Kind<Part> = {
  one: 'part',
  many: 'parts',
  search: (shop, search) => orRetired((wanted) => shop.inventory.list.query(wanted), search),
  names: ({ sku, name }) => [sku, name],
  show: (part) => `${part.name}${details(part.sku)}`,
};
const cannedJobs: Kind<CannedJob> = {
  one: 'canned job',
  many: 'canned jobs',
  search: (shop, search) => shop.cannedJobs.list.query({ search, limit: MOST }),
  names: ({ name }) => [name],
  show: ({ name }) => name,
};
const suppliers: Kind<Supplier> = {
  one: 'supplier',
  many: 'suppliers',
  search: (shop, search) => orRetired((wanted) => shop.suppliers.list.query(wanted), search),
  names: ({ name, email, phone }) => [name, email, phone],
  show: ({ name, phone, email }) => `${name}${details(phone, email)}`,
};
const people: Kind<Person & { email?: string | null }> = {
  one: 'person',
  many: 'people',
  search: async (shop, search) => {
    const [own, others] = await Promise.all([staff.search(shop, search), customers.search(shop, search)]);
    return { items: [...own.items, ...others.items], nextCursor: own.nextCursor ?? others.nextCursor };
  },
  names: (person) => [fullName(person), person.email ?? null],
  show: (person) => `${fullName(person)}${details(person.email ?? null)}`,
};

export const findCustomer = finder(customers);
export const findMechanic = finder(mechanics);
/** A member of the staff; admins also name the deactivated. */
export const findStaff = finder(staff);
export const findVehicle = finder(vehicles);
export const findPart = finder(parts);
export const findCannedJob = finder(cannedJobs);
export const findSupplier = finder(suppliers);
/** A customer, a mechanic or an admin. */
export const findPerson = finder(people);
