import { describe, expect, test } from 'vitest';
import type { Call, WriteCall } from '../core/call.ts';
import { refused } from '../testing/refused.ts';
import { freshShop, shopOfFile } from '../testing/shop.ts';
import { type Actor, PASSWORD, type TestShop, someTicket, somePart } from '../testing/testing.ts';
import { contextOf } from './context.ts';
import { idempotencyKeys } from './idempotency-table.ts';
import { withoutKey } from './idempotency.ts';
import { publicProcedure } from './trpc.ts';

const shop = await shopOfFile();
const admin = await shop.admin();
const DAY = 24 * 3_600_000;

const withKey = (actor: Actor, key: string, at: TestShop = shop) => at.withToken(actor.session.token, key);

const part = async () => (await somePart(admin)).id;

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
