import { eq } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import type { Call, WriteCall } from '../core/call.ts';
import { authenticate } from '../features/accounts/authenticate.ts';
import { appointments } from '../features/appointments/table.ts';
import { createCaller } from '../router.ts';
import { callByPath, procedures } from '../testing/procedures.ts';
import { refused } from '../testing/refused.ts';
import { freshShop, shopOfFile } from '../testing/shop.ts';
import { storedRows } from '../testing/stored-rows.ts';
import { type Actor, PASSWORD, type TestShop, someTicket, somePart } from '../testing/testing.ts';
import { contextOf } from './context.ts';
import { idempotencyKeys } from './idempotency-table.ts';
import { withoutKey } from './idempotency.ts';
import { publicProcedure } from './trpc.ts';

const shop = await shopOfFile();
const admin = await shop.admin();
const DAY = 24 * 3_600_000;

const withKey = (actor: Actor, key: string, at: TestShop = shop) => at.withToken(actor.session.token, key);

/** A call under a key, and whether its response was a replay. */
async function callKeyed(actor: Actor, key: string, path: string, input: unknown, dryRun = false) {
  const caller = await authenticate(shop.shop, `Bearer ${actor.session.token}`);
  if (typeof caller === 'string') throw new Error(caller);
  const context = contextOf(shop.shop, { caller, requestId: 'test', idempotencyKey: key, dryRun });
  const answer = await callByPath(createCaller(context), path, input);
  return { answer, replayed: context.replayed.yes };
}

const walkIn = async () => (await admin.call.customers.create({ firstName: 'Walt', lastName: 'Kin' })).id;
const staff = async () => (await shop.mechanic()).id;
const part = async () => (await somePart(admin)).id;
const ticket = async () => (await someTicket(await shop.customer())).id;
async function vehicle() {
  return (await admin.call.vehicles.create({ customerId: await walkIn(), make: 'Saab', model: '900', year: 1990 })).id;
}
async function ticketWithPart() {
  const [id, partId] = [await ticket(), await part()];
  await admin.call.tickets.addPart({ id, partId, quantity: 3 });
  return { id, partId };
}

/** Inputs that name the ticket and one thing on it. */
async function ofWork(member: 'jobId' | 'laborId' | 'extraId') {
  const id = await ticket();
  const jobId = (await admin.call.tickets.addJob({ id, name: 'Noise' })).jobs[0]?.id;
  await admin.call.tickets.addLabor({ id, jobId, description: 'Listen', hours: 1 });
  const fee = { id, jobId, kind: 'fee', description: 'Disposal', amountCents: 350 } as const;
  const { labor, extras } = await admin.call.tickets.addExtra(fee);
  return { id, [member]: { jobId, laborId: labor[0]?.id, extraId: extras[0]?.id }[member] };
}
async function lineOf() {
  const { id } = await ticketWithPart();
  return { id, lineId: (await admin.call.tickets.get({ id })).parts[0]?.id };
}
async function deferred() {
  const { id, customer } = await someTicket(await shop.customer());
  const { jobs } = await admin.call.tickets.addJob({ id, name: 'Noise' });
  await admin.call.tickets.setStatus({ id, status: 'cancelled' });
  return { customerId: customer.id, jobId: jobs[0]?.id };
}
async function completed() {
  const id = await ticket();
  await admin.call.tickets.addLabor({ id, description: 'Listen', priceCents: 5_000 });
  for (const status of ['in_progress', 'completed'] as const) await admin.call.tickets.setStatus({ id, status });
  return id;
}
const invoice = async () => admin.call.invoices.issue({ ticketId: await completed() });
const webhook = async () => (await admin.call.webhooks.create({ url: 'https://books.example/', kinds: ['*'] })).id;
async function template(): Promise<number> {
  const items = [{ group: 'Brakes', name: 'Pads' }];
  return (await admin.call.inspectionTemplates.create({ name: 'Check', items })).id;
}
const inspection = async () => admin.call.inspections.start({ ticketId: await ticket(), templateId: await template() });
const clockedTime = async () => (await admin.call.clock.start({ ticketId: await ticket() })).started.id;
const bay = async () => (await admin.call.bays.create({ name: 'Lift' })).id;
let bookings = 0;
const booking = () => ({
  startsAt: new Date(Date.UTC(2026, 10, 23, 9 + bookings++)).toISOString(),
  minutes: 60,
  subject: 'Annual service',
});
async function appointment(status?: 'requested'): Promise<number> {
  const values = { ...booking(), customerId: await walkIn(), bayId: null };
  const { id } = await admin.call.appointments.book(values);
  if (status) {
    const change = { status };
    await shop.shop.database.write((tx) => tx.update(appointments).set(change).where(eq(appointments.id, id)));
  }
  return id;
}
const cannedJob = async () => (await admin.call.cannedJobs.create({ name: 'Front brakes' })).id;
const supplier = async () => (await admin.call.suppliers.create({ name: 'Factors' })).id;
async function draft() {
  const lines = [{ partId: await part(), quantity: 2 }];
  return (await admin.call.purchases.create({ supplierId: await supplier(), lines })).id;
}
const ordered = async () => (await admin.call.purchases.order({ id: await draft() })).id;
let rate = 0;

let people = 0;
const newEmail = () => `once${(people += 1)}@shop.test`;

/** An input of each mutation that stores its response. */
const inputs: Record<string, () => Promise<object>> = {
  'customers.create': async () => ({ firstName: 'Walt', lastName: 'Kin' }),
  'customers.import': async () => ({ rows: [{ firstName: 'Walt', lastName: 'Kin' }] }),
  'vehicles.import': async () => ({ rows: [{ customerId: await walkIn(), make: 'Saab', model: '900', year: 1990 }] }),
  'inventory.import': async () => ({ rows: [{ name: 'Spark plug', priceCents: 900, quantity: 4 }] }),
  'customers.update': async () => ({ id: await walkIn(), phone: '030 901820' }),
  'customers.delete': async () => ({ id: await walkIn() }),
  'mechanics.create': async () => ({
    email: newEmail(),
    password: PASSWORD,
    firstName: 'Mia',
    lastName: 'Wrench',
  }),
  'mechanics.update': async () => ({ id: await staff(), specialty: 'Gears' }),
  'mechanics.delete': async () => ({ id: await staff() }),
  'vehicles.create': async () => ({ customerId: await walkIn(), make: 'Saab', model: '900', year: 1990 }),
  'vehicles.update': async () => ({ id: await vehicle(), make: 'Volvo' }),
  'vehicles.delete': async () => ({ id: await vehicle() }),
  'inventory.create': async () => ({ name: 'Spark plug', priceCents: 900, quantity: 4 }),
  'inventory.update': async () => ({ id: await part(), quantity: 2 }),
  'inventory.adjust': async () => ({ id: await part(), delta: 5 }),
  'inventory.delete': async () => ({ id: await part() }),
  'apiKeys.revoke': async () => ({
    id: (await admin.call.apiKeys.create({ name: 'Price list', scopes: ['inventory.*'] })).id,
  }),
  'invites.revoke': async () => ({ id: (await admin.call.invites.create({ role: 'mechanic' })).id }),
  'tickets.create': async () => ({ customerId: await walkIn(), description: 'It squeals' }),
  'tickets.update': async () => ({ id: await ticket(), description: 'It still squeals' }),
  'tickets.editMechanics': async () => ({ id: await ticket(), addIds: [await staff()] }),
  'tickets.addPart': async () => ({ id: await ticket(), partId: await part(), quantity: 2 }),
  'tickets.removePart': async () => ({ ...(await ticketWithPart()), quantity: 1 }),
  'tickets.setStatus': async () => ({ id: await ticket(), status: 'in_progress' }),
  'tickets.setStatusOfMany': async () => ({ ids: [await ticket(), 999_999], status: 'in_progress' }),
  'tickets.setHold': async () => ({ id: await ticket(), hold: { reason: 'other' } }),
  'tickets.setCustomer': async () => ({ id: await ticket(), customerId: await walkIn() }),
  'tickets.addJob': async () => ({ id: await ticket(), name: 'Noise' }),
  'tickets.updateJob': async () => ({ ...(await ofWork('jobId')), name: 'Rattle' }),
  'tickets.removeJob': () => ofWork('jobId'),
  'tickets.recordApproval': async () => {
    const { id, jobId } = await ofWork('jobId');
    return { id, approve: [jobId], decline: [], method: 'phone', by: 'Ada' };
  },
  'estimates.withdraw': async () => {
    const { id: ticketId } = await ofWork('jobId');
    return { id: (await admin.call.estimates.send({ ticketId })).id };
  },
  'invoices.issue': async () => ({ ticketId: await completed() }),
  'invoices.void': async () => ({ id: (await invoice()).id, reason: 'Wrong customer.' }),
  'payments.record': async () => ({ ticketId: (await invoice()).ticketId, amountCents: 100, method: 'cash' }),
  'payments.refund': async () => {
    const { ticketId } = await invoice();
    const { id } = await admin.call.payments.record({ ticketId, amountCents: 100, method: 'cash' });
    return { id, reason: 'Too much.' };
  },
  'clock.start': async () => ({ ticketId: await ticket() }),
  'clock.stop': async () => {
    await clockedTime();
    return { note: 'Done' };
  },
  'clock.correct': async () => ({ id: await clockedTime(), note: 'Right' }),
  'clock.remove': async () => ({ id: await clockedTime() }),
  'messages.post': async () => ({ ticketId: await ticket(), text: 'Ready' }),
  'messages.markRead': async () => {
    const { ticketId, id } = await admin.call.messages.post({ ticketId: await ticket(), text: 'Ready' });
    return { ticketId, upTo: id };
  },
  'inspectionTemplates.create': async () => ({ name: 'Check', items: [{ group: 'Brakes', name: 'Pads' }] }),
  'inspectionTemplates.update': async () => ({ id: await template(), name: 'Another check' }),
  'inspectionTemplates.delete': async () => ({ id: await template() }),
  'inspections.start': async () => ({ ticketId: await ticket(), templateId: await template() }),
  'inspections.record': async () => {
    const { id, items } = await inspection();
    return { id, items: items.map((item) => ({ itemId: item.id, result: 'ok' })) };
  },
  'inspections.finish': async () => ({ id: (await inspection()).id }),
  'inspections.recommend': async () => {
    const { id, items } = await inspection();
    return { id, itemId: items[0]?.id };
  },
  'deferred.revive': async () => {
    const { customerId, jobId } = await deferred();
    return { jobId, ticketId: (await admin.call.tickets.create({ customerId, description: 'It squeals' })).id };
  },
  'deferred.dismiss': async () => ({ jobId: (await deferred()).jobId }),
  'tickets.addCannedJob': async () => ({ id: await ticket(), cannedJobId: await cannedJob() }),
  'tickets.addLabor': async () => ({ id: await ticket(), description: 'Listen', hours: 1 }),
  'tickets.updateLabor': async () => ({ ...(await ofWork('laborId')), done: true }),
  'tickets.removeLabor': () => ofWork('laborId'),
  'tickets.addExtra': async () => ({ id: await ticket(), kind: 'fee', description: 'Disposal', amountCents: 350 }),
  'tickets.updateExtra': async () => ({ ...(await ofWork('extraId')), amountCents: 400 }),
  'tickets.removeExtra': () => ofWork('extraId'),
  'tickets.moveLine': async () => {
    const { id, extraId: lineId } = await ofWork('extraId');
    return { id, kind: 'extra', lineId, jobId: null };
  },
  'tickets.updatePart': async () => ({ ...(await lineOf()), quantity: 2 }),
  'customers.erase': async () => ({ id: await walkIn() }),
  'customers.merge': async () => ({ id: await walkIn(), intoId: await walkIn() }),
  'vehicles.transfer': async () => ({ id: await vehicle(), customerId: await walkIn() }),
  'shop.update': async () => ({ laborRateCents: (rate += 100) }),
  'bays.create': async () => ({ name: 'Lift' }),
  'bays.update': async () => ({ id: await bay(), active: false }),
  'bays.delete': async () => ({ id: await bay() }),
  'appointments.book': async () => ({ ...booking(), customerId: await walkIn(), bayId: null }),
  'appointments.update': async () => ({ id: await appointment(), subject: 'Tyres' }),
  'appointments.confirm': async () => ({ id: await appointment('requested') }),
  'appointments.arrive': async () => ({ id: await appointment() }),
  'appointments.noShow': async () => ({ id: await appointment() }),
  'appointments.finish': async () => {
    const id = await appointment();
    await admin.call.appointments.arrive({ id });
    return { id };
  },
  'appointments.cancel': async () => ({ id: await appointment() }),
  'appointments.openTicket': async () => ({ id: await appointment() }),
  'cannedJobs.create': async () => ({ name: 'Front brakes' }),
  'cannedJobs.update': async () => ({ id: await cannedJob(), name: 'Rear brakes' }),
  'cannedJobs.delete': async () => ({ id: await cannedJob() }),
  'suppliers.create': async () => ({ name: 'Factors' }),
  'suppliers.import': async () => ({ rows: [{ name: 'Factors' }] }),
  'suppliers.update': async () => ({ id: await supplier(), note: 'Twice a day' }),
  'suppliers.delete': async () => ({ id: await supplier() }),
  'purchases.create': async () => ({ supplierId: await supplier(), lines: [{ partId: await part(), quantity: 2 }] }),
  'purchases.update': async () => ({ id: await draft(), note: 'Soon' }),
  'purchases.order': async () => ({ id: await draft() }),
  'purchases.receive': async () => ({ id: await ordered() }),
  'purchases.cancel': async () => ({ id: await ordered() }),
  'purchases.delete': async () => ({ id: await draft() }),
  'purchases.createFromReorder': async () => {
    const supplierId = await supplier();
    await somePart(admin, { supplierId, quantity: 0, minQuantity: 1 });
    return { supplierId };
  },
  'webhooks.update': async () => ({ id: await webhook(), active: false }),
  'webhooks.delete': async () => ({ id: await webhook() }),
  'webhooks.redeliver': async () => ({ deliveryId: (await admin.call.webhooks.test({ id: await webhook() })).id }),
  'tickets.delete': async () => ({ id: await ticket() }),
};

test('every mutation stores its response except those that return a secret or send a test', () => {
  const without = [
    'apiKeys.create',
    'estimates.send',
    'invites.create',
    'webhooks.create',
    'webhooks.rotateSecret',
    'webhooks.test',
  ];
  const secret = (path: string) => path.startsWith('auth.') || without.includes(path);
  const found = procedures.filter(({ path, type }) => type === 'mutation' && !secret(path)).map(({ path }) => path);
  // Answers of customers are repeated in features/estimates/keys.test.ts.
  const answers = ['estimates.answer', 'estimates.decide'];
  // Staff request nothing; see features/appointments/keys.test.ts.
  const requests = ['appointments.request'];
  expect(found.toSorted()).toEqual([...Object.keys(inputs), ...answers, ...requests].toSorted());
});

describe.each(Object.entries(inputs))('%s', (path, makeInput) => {
  test('replays the response of a repeated call', async () => {
    const input = await makeInput();
    const first = await callKeyed(admin, `repeat ${path}`, path, input);
    const second = await callKeyed(admin, `repeat ${path}`, path, input);
    expect(first.replayed).toBe(false);
    expect(second).toEqual({ answer: first.answer, replayed: true });
  });

  test('rejects its key for another call', async () => {
    await callKeyed(admin, `mismatch ${path}`, path, await makeInput());
    const call = await withKey(admin, `mismatch ${path}`);
    await refused(call.inventory.create({ name: 'Something else', priceCents: 1 }), 'IDEMPOTENCY_MISMATCH');
  });
});

/** An answer without the ids that only the change itself can know. */
function withoutIds(answer: unknown): unknown {
  const text = JSON.stringify(answer, (name, value: unknown) =>
    typeof value === 'number' && /^id$|Id$/.test(name) ? 'an id' : value,
  );
  return JSON.parse(text);
}

describe.each(Object.entries(inputs))('a dry run of %s', (path, makeInput) => {
  test('answers as the call would, and changes nothing', async () => {
    const input = await makeInput();
    const before = await storedRows(shop);
    const dry = await callKeyed(admin, `dry ${path}`, path, input, true);
    expect(await storedRows(shop)).toEqual(before);
    const real = await callKeyed(admin, `dry ${path}`, path, input);
    expect(real.replayed).toBe(false);
    expect(withoutIds(dry.answer)).toEqual(withoutIds(real.answer));
    expect(await storedRows(shop)).not.toEqual(before);
  });
});

describe('a repeated call', () => {
  test('gets the first response even when the row has changed since', async () => {
    const id = await part();
    const call = await withKey(admin, 'since changed');
    const first = await call.inventory.adjust({ id, delta: 1 });
    await admin.call.inventory.adjust({ id, delta: 1 });
    expect(await call.inventory.adjust({ id, delta: 1 })).toEqual(first);
    expect(await admin.call.inventory.get({ id })).toMatchObject({ quantity: 12 });
  });

  test('has one effect, however many arrive together', async () => {
    const id = await part();
    const call = await withKey(admin, 'together');
    const answers = await Promise.all(Array.from({ length: 20 }, () => call.inventory.adjust({ id, delta: 1 })));
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    expect(await admin.call.inventory.get({ id })).toMatchObject({ quantity: 11, version: 2 });
    expect((await admin.call.inventory.movements({ partId: id })).items).toHaveLength(2);
  });

  test('creates one row, however many arrive together', async () => {
    const call = await withKey(admin, 'one row');
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => call.customers.create({ firstName: 'Solo', lastName: 'Unique' })),
    );
    const { items } = await admin.call.customers.list({ search: 'solo unique' });
    expect(items).toHaveLength(1);
    for (const answer of answers) expect(answer).toEqual(items[0]);
  });

  test('creates one account, although its password is hashed first', async () => {
    const call = await withKey(admin, 'one account');
    const input = { email: 'single@shop.test', password: PASSWORD, firstName: 'Mia', lastName: 'Single' };
    const answers = await Promise.all(Array.from({ length: 5 }, () => call.mechanics.create(input)));
    expect(new Set(answers.map(({ id }) => id)).size).toBe(1);
  });

  test('is recognized by the content of its input, not by its spelling', async () => {
    const call = await withKey(admin, 'parsed');
    const first = await call.customers.create({ firstName: 'Ada', lastName: 'Byron' });
    expect(await call.customers.create({ lastName: ' Byron ', firstName: 'Ada' })).toEqual(first);
    await refused(call.customers.create({ firstName: 'Ada', lastName: 'King' }), 'IDEMPOTENCY_MISMATCH');
  });

  test('is recognized only for the same procedure', async () => {
    const id = await part();
    const call = await withKey(admin, 'procedure');
    await call.inventory.delete({ id });
    await refused(call.vehicles.delete({ id }), 'IDEMPOTENCY_MISMATCH');
    await refused(call.tickets.delete({ id }), 'IDEMPOTENCY_MISMATCH');
  });

  test('is replayed for a day', async () => {
    const own = await freshShop();
    const boss = await own.admin();
    const add = async () => {
      const again = await own.login(boss.email);
      const call = await withKey(again, 'a day', own);
      return (await call.inventory.create({ name: 'Spark plug', priceCents: 900 })).id;
    };
    const first = await add();
    own.advance(DAY - 1);
    expect(await add()).toBe(first);
    own.advance(1);
    const second = await add();
    expect(second).not.toBe(first);
    expect(await add()).toBe(second);
  });

  test('is authorized by the current role', async () => {
    const own = await freshShop();
    const [boss, other] = [await own.admin(), await own.admin()];
    const input = { id: (await own.mechanic()).id, specialty: 'Gears' };
    await (await withKey(other, 'rights', own)).mechanics.update(input);
    await boss.call.mechanics.update({ id: other.id, role: 'mechanic' });
    await refused((await withKey(other, 'rights', own)).mechanics.update(input), 'SESSION_ENDED');
    const demoted = await withKey(await own.login(other.email), 'rights', own);
    await refused(demoted.mechanics.update(input), 'ROLE_REQUIRED', { role: 'admin' });
  });

  test('returns nothing that required a role the caller has lost', async () => {
    const own = await freshShop();
    const [boss, other, cara] = [await own.admin(), await own.admin(), await own.customer()];
    const { id } = await someTicket(cara);
    await boss.call.tickets.setStatus({ id, status: 'in_progress' });
    await boss.call.tickets.setStatus({ id, status: 'completed' });
    const input = { id, status: 'in_progress', note: 'It still squeals' } as const;
    await (await withKey(other, 'reopen', own)).tickets.setStatus(input);
    await boss.call.mechanics.update({ id: other.id, role: 'mechanic' });
    const demoted = await withKey(await own.login(other.email), 'reopen', own);
    await refused(demoted.tickets.setStatus(input), 'IDEMPOTENCY_MISMATCH');
  });
});

describe('an idempotency key', () => {
  test('belongs to one account', async () => {
    const other = await shop.mechanic();
    const input = { name: 'Own part', priceCents: 1 };
    const [mine, theirs] = [await withKey(admin, 'same key'), await withKey(other, 'same key')];
    expect((await mine.inventory.create(input)).id).not.toBe((await theirs.inventory.create(input)).id);
  });

  test('is shared by all sessions of the account', async () => {
    const again = await shop.login(admin.email);
    const input = { name: 'One part', priceCents: 1 };
    const first = await (await withKey(admin, 'any session')).inventory.create(input);
    expect(await (await withKey(again, 'any session')).inventory.create(input)).toEqual(first);
  });

  test('of a rejected call may be reused', async () => {
    const id = await part();
    const call = await withKey(admin, 'refused first');
    await refused(call.inventory.adjust({ id, delta: -11 }), 'INSUFFICIENT_STOCK');
    expect(await admin.call.inventory.get({ id })).toMatchObject({ quantity: 10, version: 1 });
    await admin.call.inventory.adjust({ id, delta: 1 });
    expect(await call.inventory.adjust({ id, delta: -11 })).toMatchObject({ quantity: 0 });
  });

  test('of a rejected call may be used for another call', async () => {
    const call = await withKey(admin, 'refused, then another');
    await refused(call.inventory.get({ id: 999_999 }), 'NOT_FOUND');
    await refused(call.inventory.delete({ id: 999_999 }), 'NOT_FOUND');
    expect(await call.inventory.create({ name: 'Another', priceCents: 1 })).toMatchObject({ name: 'Another' });
  });

  test('is ignored by queries', async () => {
    const id = await part();
    const call = await withKey(admin, 'query');
    const first = await call.inventory.get({ id });
    await admin.call.inventory.adjust({ id, delta: 1 });
    expect(await call.inventory.get({ id })).not.toEqual(first);
    expect(await call.inventory.adjust({ id, delta: 1 })).toMatchObject({ quantity: 12 });
  });

  test('is ignored by calls that return a secret', async () => {
    const call = await withKey(admin, 'secret');
    const codes = [await call.invites.create({ role: 'mechanic' }), await call.invites.create({ role: 'mechanic' })];
    expect(codes[0]?.code).not.toBe(codes[1]?.code);
    const login = { email: admin.email, password: PASSWORD };
    expect((await call.auth.login(login)).token).not.toBe((await call.auth.login(login)).token);
    expect(await call.auth.updateMe({ firstName: 'One' })).toMatchObject({ firstName: 'One' });
    expect(await call.auth.updateMe({ firstName: 'Two' })).toMatchObject({ firstName: 'Two' });
  });

  test('stores no password and no input', async () => {
    const call = await withKey(admin, 'no secrets');
    const input = { email: 'kept@shop.test', password: 'a very secret password', firstName: 'Mia', lastName: 'Kept' };
    await call.mechanics.create(input);
    const rows = await shop.shop.database.read.select().from(idempotencyKeys);
    const row = rows.find(({ key }) => key === 'no secrets');
    expect(row).toMatchObject({ accountId: admin.id, procedure: 'mechanics.create' });
    expect(JSON.stringify(row)).not.toContain('secret password');
  });

  test('survives the account that it deleted', async () => {
    const customer = await shop.customer();
    const call = await withKey(customer, 'the end');
    expect(await call.customers.delete({ id: customer.id, password: PASSWORD })).toMatchObject({ id: customer.id });
    const again = await withKey(customer, 'the end');
    await refused(again.customers.delete({ id: customer.id, password: PASSWORD }), 'SESSION_ENDED');
  });
});

test('no service gets a write past the decorated one', () => {
  const context = contextOf(shop.shop, { caller: null, requestId: 'test' });
  expect(context).not.toHaveProperty('write');
  // The type check fails where one of these compiles.
  const work = async (call: WriteCall) => call.write(async () => 1);
  // @ts-expect-error A query's context is no call that writes.
  publicProcedure.query(({ ctx }) => work(ctx));
  // @ts-expect-error Nor is a mutation's, without `idempotent` or `withoutKey`.
  publicProcedure.mutation(({ ctx }) => work(ctx));
  publicProcedure.mutation(withoutKey(work));
  // @ts-expect-error The shop of a call has no database.
  const direct = (call: Call) => call.shop.database;
  void direct;
});
