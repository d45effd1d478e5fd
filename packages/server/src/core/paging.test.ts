import { beforeAll, describe, expect, test } from 'vitest';
import { invoicedTicket, pay } from '../testing/money.ts';
import { callByPath, procedures } from '../testing/procedures.ts';
import { refusedAt } from '../testing/refused.ts';
import { freshShop, shopOfFile } from '../testing/shop.ts';
import { someTicket, somePart } from '../testing/testing.ts';

interface AnyPage {
  items: { id: number; jobId?: number }[];
  nextCursor: string | null;
}

const shop = await shopOfFile();
const admin = await shop.admin();
const ids = ({ items }: AnyPage) => items.map(({ id, jobId }) => id ?? jobId);
const ask = (path: string, input: object): Promise<AnyPage> => callByPath(admin.call, path, input) as Promise<AnyPage>;

/** All rows of a list, page by page; `between` runs after each of the first two. */
async function walk(path: string, input: object, limit: number, between?: () => Promise<unknown>) {
  const found: number[] = [];
  let cursor: string | null = null;
  let pages = 0;
  do {
    const page = await ask(path, { ...input, limit, ...(cursor === null ? {} : { cursor }) });
    expect(page.items.length).toBeLessThanOrEqual(limit);
    found.push(...ids(page));
    cursor = page.nextCursor;
    pages += 1;
    // A list that many others share rows with must not grow with each of them.
    if (pages <= 2) await between?.();
  } while (cursor !== null);
  return found;
}

/** A cursor of each list. */
async function everyCursor(): Promise<{ path: string; input: object; cursor: string | null }[]> {
  const cursors = [];
  for (const [path, input] of all) {
    cursors.push({ path, input, cursor: (await ask(path, { ...input, limit: 1 })).nextCursor });
  }
  return cursors;
}
let cursors: ReturnType<typeof everyCursor> | undefined;

const customer = await shop.customer();
const part = await somePart(admin);
const ticket = await someTicket(customer);
await admin.call.tickets.addJob({ id: ticket.id, name: 'Noise' });

async function someAssigned() {
  const { id } = await someTicket(customer);
  await admin.call.tickets.editMechanics({ id, addIds: [admin.id] });
}

const car = await customer.call.vehicles.create({ make: 'Saab', model: '99', year: 1980 });
let mileage = 100_000;
async function readOdometer() {
  const { id } = await someTicket(customer, { vehicleId: car.id });
  await admin.call.tickets.update({ id, mileageIn: (mileage += 10) });
}

const { jobs } = await admin.call.tickets.addJob({ id: ticket.id, name: 'Noise' });
function decide() {
  const approve = jobs.map(({ id }) => id);
  return admin.call.tickets.recordApproval({ id: ticket.id, approve, decline: [], method: 'phone', by: 'Ada' });
}
async function deferSome() {
  const { id } = await someTicket(customer, { vehicleId: car.id });
  await admin.call.tickets.addJob({ id, name: 'Noise' });
  await admin.call.tickets.setStatus({ id, status: 'cancelled' });
}

function someTemplate() {
  return admin.call.inspectionTemplates.create({ name: 'Check', items: [{ group: 'Brakes', name: 'Pads' }] });
}
const template = await someTemplate();
let booked = 0;
async function bookSome() {
  const startsAt = new Date(Date.UTC(2026, 10, 23, 9 + booked++)).toISOString();
  const own = { customerId: customer.id, bayId: null, mechanicId: admin.id };
  await admin.call.appointments.book({ ...own, startsAt, minutes: 60, subject: 'Annual service' });
}
const webhook = await admin.call.webhooks.create({ url: 'https://books.example/', kinds: ['*'] });

const { id: supplierId } = await admin.call.suppliers.create({ name: 'Factors' });
const buy = () => admin.call.purchases.create({ supplierId, lines: [{ partId: part.id, quantity: 1 }] });

/** Creates one more row of each list. */
const more: Record<string, () => Promise<unknown>> = {
  'customers.list': () => admin.call.customers.create({ firstName: 'Walt', lastName: 'Kin' }),
  'mechanics.list': () => shop.mechanic(),
  'mechanics.records': () => shop.mechanic(),
  'vehicles.list': () => customer.call.vehicles.create({ make: 'Saab', model: '900', year: 1990 }),
  'inventory.list': () => somePart(admin),
  'inventory.records': () => somePart(admin, { supplierId, quantity: 0, minQuantity: 1 }),
  'suppliers.list': () => admin.call.suppliers.create({ name: 'Factors' }),
  'purchases.list': () => buy(),
  'inventory.movements': () => admin.call.inventory.adjust({ id: part.id, delta: 1 }),
  'tickets.list': () => someAssigned(),
  'tickets.mine': () => someAssigned(),
  'estimates.list': () => admin.call.estimates.send({ ticketId: ticket.id }),
  'tickets.history': async () => {
    const { status } = await admin.call.tickets.get({ id: ticket.id });
    await admin.call.tickets.setStatus({ id: ticket.id, status: status === 'open' ? 'in_progress' : 'open' });
  },
  'vehicles.mileage': () => readOdometer(),
  'tickets.approvals': () => decide(),
  'deferred.list': () => deferSome(),
  'cannedJobs.list': () => admin.call.cannedJobs.create({ name: 'Front brakes' }),
  'invoices.list': () => invoicedTicket(admin, customer),
  'clock.list': () => admin.call.clock.start({ ticketId: ticket.id }),
  'messages.list': () => admin.call.messages.post({ ticketId: ticket.id, text: 'Ready' }),
  'inspectionTemplates.list': () => someTemplate(),
  'inspections.list': () => admin.call.inspections.start({ ticketId: ticket.id, templateId: template.id }),
  'payments.list': () => pay(admin, ticket.id, 100),
  'apiKeys.list': () => admin.call.apiKeys.create({ name: 'Price list', scopes: ['inventory.*'] }),
  'audit.list': () => somePart(admin),
  'bays.list': () => admin.call.bays.create({ name: 'Lift' }),
  'appointments.list': () => bookSome(),
  'webhooks.list': () => admin.call.webhooks.create({ url: 'https://books.example/', kinds: ['*'] }),
  'webhooks.deliveries': () => admin.call.webhooks.test({ id: webhook.id }),
  'invites.list': () => admin.call.invites.create({ role: 'mechanic' }),
  'auth.resetCodes': () => admin.call.auth.createResetCode({ accountId: customer.id }),
};
/** Every list with its required input, and again with filters or another order. */
const lists: [path: string, input: object][] = [
  ['customers.list', {}],
  ['customers.list', { search: 'walt' }],
  ['mechanics.list', {}],
  ['mechanics.list', { search: 'mia' }],
  ['mechanics.records', {}],
  ['mechanics.records', { search: 'mia' }],
  ['mechanics.records', { active: true }],
  ['vehicles.list', {}],
  ['vehicles.list', { search: 'saab' }],
  ['vehicles.list', { customerId: customer.id }],
  ['inventory.list', {}],
  ['inventory.list', { search: 'brake' }],
  ['inventory.list', { inStock: true }],
  ['inventory.records', {}],
  ['inventory.records', { search: 'brake' }],
  ['inventory.records', { supplierId, low: true }],
  ['suppliers.list', {}],
  ['suppliers.list', { search: 'fact' }],
  ['purchases.list', {}],
  ['purchases.list', { supplierId, status: 'draft' }],
  ['purchases.list', { partId: part.id }],
  ['inventory.movements', { partId: part.id }],
  ['tickets.list', {}],
  ['tickets.list', { search: 'squeals' }],
  ['tickets.list', { status: 'open' }],
  ['tickets.list', { status: ['in_progress', 'open'] }],
  ['tickets.list', { status: ['completed', 'open', 'open'], search: 'squeals' }],
  ['tickets.list', { status: ['open', 'in_progress'], mechanicId: admin.id }],
  ['tickets.list', { customerId: customer.id }],
  ['tickets.list', { mechanicId: admin.id }],
  ['tickets.mine', {}],
  ['tickets.mine', { status: 'open' }],
  ['tickets.mine', { status: ['open', 'cancelled'] }],
  ['estimates.list', { ticketId: ticket.id }],
  ['tickets.history', { id: ticket.id }],
  ['vehicles.mileage', { id: car.id }],
  ['tickets.approvals', { id: ticket.id }],
  ['deferred.list', {}],
  ['deferred.list', { customerId: customer.id }],
  ['deferred.list', { vehicleId: car.id }],
  ['deferred.list', { vehicleId: car.id, customerId: customer.id }],
  ['cannedJobs.list', {}],
  ['cannedJobs.list', { search: 'brakes' }],
  ['tickets.list', { onHold: false }],
  ['tickets.list', { invoiced: false }],
  ['invoices.list', {}],
  ['invoices.list', { search: 'driver' }],
  ['invoices.list', { status: 'open', overdue: false }],
  ['invoices.list', { customerId: customer.id }],
  ['clock.list', {}],
  ['clock.list', { ticketId: ticket.id, mechanicId: admin.id }],
  ['clock.list', { from: '2026-11-20', to: '2026-11-20' }],
  ['messages.list', { ticketId: ticket.id }],
  ['inspectionTemplates.list', {}],
  ['inspections.list', { ticketId: ticket.id }],
  ['payments.list', {}],
  ['payments.list', { ticketId: ticket.id, method: 'cash' }],
  ['payments.list', { from: '2026-11-20', to: '2026-11-20' }],
  ['apiKeys.list', {}],
  ['audit.list', { kind: 'part.created' }],
  ['audit.list', { kind: 'part.*', from: '2026-11-20', to: '2026-11-20' }],
  ['audit.list', { entity: 'part', accountId: admin.id }],
  ['webhooks.list', {}],
  ['webhooks.deliveries', { id: webhook.id }],
  ['webhooks.deliveries', { id: webhook.id, status: 'failed' }],
  ['invites.list', {}],
  ['auth.resetCodes', {}],
];
const byName: [path: string, input: object][] = [
  ['customers.list', { orderBy: 'name' }],
  ['inventory.list', { orderBy: 'name' }],
];
/** Those that begin with the first row, or the earliest. */
const oldestFirst: [path: string, input: object][] = [
  ['bays.list', {}],
  ['appointments.list', {}],
  ['appointments.list', { customerId: customer.id, status: 'confirmed' }],
  ['appointments.list', { mechanicId: admin.id, from: '2026-11-20', to: '2026-11-30' }],
];
const all = [...lists, ...byName, ...oldestFirst];

beforeAll(async () => {
  for (const add of Object.values(more)) for (let n = 0; n < 4; n += 1) await add();
});

test.each([...lists, ...oldestFirst])('%s %j pages forward only', async (path, input) => {
  expect(await ask(path, { ...input, direction: 'forward' })).toEqual(await ask(path, input));
  await refusedAt(ask(path, { ...input, direction: 'backward' }), 'direction');
});

test('every list of the router is covered here', () => {
  const found = procedures.filter(({ members }) => members.includes('cursor')).map(({ path }) => path);
  expect(found.toSorted()).toEqual([...new Set([...lists, ...oldestFirst].map(([path]) => path))].toSorted());
});

describe.each(all)('list %s %j', (path, input) => {
  test('has the same rows in pages of every size', async () => {
    const whole = await ask(path, { ...input, limit: 100 });
    const found = ids(whole);
    expect(found.length).toBeGreaterThan(3);
    expect(new Set(found).size).toBe(found.length);
    expect(whole.nextCursor).toBeNull();
    for (const limit of [1, 2, found.length - 1, found.length]) expect(await walk(path, input, limit)).toEqual(found);
  });

  test('has no next page after the last row', async () => {
    const { length } = ids(await ask(path, { ...input, limit: 100 }));
    expect((await ask(path, { ...input, limit: length })).nextCursor).toBeNull();
    expect((await ask(path, { ...input, limit: length - 1 })).nextCursor).not.toBeNull();
  });

  test.each([0, 101, 1.5, -1, '20', null, Number.NaN])('rejects a limit of %j', async (limit) => {
    await refusedAt(ask(path, { ...input, limit }), 'limit');
  });

  test('rejects the cursors of all other lists', async () => {
    cursors ??= everyCursor();
    for (const other of await cursors) {
      if (other.path === path && other.input === input) continue;
      await refusedAt(ask(path, { ...input, cursor: other.cursor }), 'cursor');
    }
  });

  test('rejects a damaged cursor', async () => {
    const cursor = (await ask(path, { ...input, limit: 2 })).nextCursor ?? '';
    const changed = Array.from(
      cursor,
      (letter, at) => cursor.slice(0, at) + (letter === 'A' ? 'B' : 'A') + cursor.slice(at + 1),
    );
    const bad = ['', 'x', 'null', cursor.slice(1), cursor.slice(0, -1), `${cursor}A`, ` ${cursor}`, `${cursor}=`];
    const other = ['A'.repeat(1001), '\ud800', '%00', 1, null, [cursor], {}];
    for (const wrong of [...changed, ...bad, ...other]) {
      await refusedAt(ask(path, { ...input, cursor: wrong }), 'cursor');
    }
  });

  test('rejects a cursor with a forged position', async () => {
    const cursor = (await ask(path, { ...input, limit: 2 })).nextCursor ?? '';
    const [seal] = JSON.parse(Buffer.from(cursor, 'base64url').toString()) as unknown[];
    for (const position of [[1], ['', 1], [-1], [1, 1], null, []]) {
      const forged = Buffer.from(JSON.stringify([seal, position])).toString('base64url');
      await refusedAt(ask(path, { ...input, cursor: forged }), 'cursor');
    }
  });
});

describe.each(lists)('list %s %j', (path, input) => {
  test('is newest first, and neither skips nor repeats rows while others are added', async () => {
    const before = await walk(path, input, 100);
    expect(before).toEqual(before.toSorted((a, b) => b - a));
    expect(await walk(path, input, 2, more[path])).toEqual(before);
    expect((await walk(path, input, 100)).length).toBeGreaterThan(before.length);
  });
});

describe.each(oldestFirst)('list %s %j', (path, input) => {
  test('is oldest first, and has rows once that are added behind the position', async () => {
    const before = await walk(path, input, 100);
    expect(before).toEqual(before.toSorted((a, b) => a - b));
    let toAdd = 2;
    const during = await walk(path, input, 2, async () => (toAdd-- > 0 ? more[path]?.() : undefined));
    expect(during.slice(0, before.length)).toEqual(before);
    expect(during).toEqual(await walk(path, input, 100));
  });
});

test('a page holds 20 rows by default', async () => {
  const own = await freshShop();
  const { call } = await own.mechanic();
  for (let n = 0; n < 21; n += 1) await call.inventory.create({ name: `Part ${n}`, priceCents: 1 });
  expect((await own.anonymous.inventory.list()).items).toHaveLength(20);
});

test('paging by name sees rows added before and after the position once', async () => {
  const own = await freshShop();
  const { call } = await own.mechanic();
  const add = async (lastName: string) => (await call.customers.create({ firstName: 'X', lastName })).id;
  const [b, d] = [await add('B'), await add('D')];
  const first = await call.customers.list({ orderBy: 'name', limit: 1 });
  const [, c] = [await add('A'), await add('C')];
  const rest = await call.customers.list({ orderBy: 'name', cursor: first.nextCursor ?? '' });
  expect([...ids(first), ...ids(rest)]).toEqual([b, c, d]);
});

test('paging continues after a row was deleted', async () => {
  const own = await freshShop();
  const { call } = await own.mechanic();
  const add = async () => (await call.inventory.create({ name: 'Brake pad', priceCents: 1 })).id;
  const [oldest, middle, newest] = [await add(), await add(), await add()];
  const first = await call.inventory.list({ limit: 2 });
  await call.inventory.delete({ id: middle });
  const rest = await call.inventory.list({ limit: 2, cursor: first.nextCursor ?? '' });
  expect([ids(first), ids(rest)]).toEqual([[newest, middle], [oldest]]);
});
