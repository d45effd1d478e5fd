import { eq } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import { digest } from '../../platform/security/codes.ts';
import { callByPath, procedures } from '../../testing/procedures.ts';
import { refused, refusedAt } from '../../testing/refused.ts';
import { rowsIn } from '../../testing/row-counts.ts';
import { freshShop, shopOfFile } from '../../testing/shop.ts';
import { apiKeys } from '../accounts/api-keys-table.ts';
import { MAX_KEPT, MAX_KEYS } from './service.ts';

const shop = await shopOfFile();
const [admin, mechanic, customer] = [await shop.admin(), await shop.mechanic(), await shop.customer()];
const { create, list, revoke } = mechanic.call.apiKeys;
const name = 'Price list';
const NOW = '2026-11-20T09:30:00.000Z';

describe('apiKeys.create', () => {
  test('returns the key once and stores its digest only', async () => {
    const { key, ...made } = await create({
      name: '  Price list ',
      scopes: ['tickets.*', 'shop.get'],
      expiresInDays: 30,
    });
    expect(key).toMatch(/^msk_[\w-]{43}$/);
    expect(made).toEqual({
      id: made.id,
      name,
      scopes: ['tickets.*', 'shop.get'],
      accountId: mechanic.id,
      createdAt: NOW,
      lastUsedAt: null,
      expiresAt: '2026-12-20T09:30:00.000Z',
      revokedAt: null,
    });
    const [row] = await shop.shop.database.read.select().from(apiKeys).where(eq(apiKeys.id, made.id));
    expect(row?.digest).toBe(digest(key));
    expect(JSON.stringify(row)).not.toContain(key.slice(4));
    expect((await list({ limit: 1 })).items).toEqual([made]);
  });

  test('makes keys that do not expire without expiresInDays', async () => {
    expect(await create({ name, scopes: ['*:read'] })).toMatchObject({ expiresAt: null });
    expect(await create({ name, scopes: ['*:read'], expiresInDays: null })).toMatchObject({ expiresAt: null });
    const { expiresAt } = await create({ name, scopes: ['*:read'], expiresInDays: 3650 });
    expect(expiresAt).toBe('2036-11-17T09:30:00.000Z');
    for (const expiresInDays of [0, 3651, 1.5]) {
      await refusedAt(create({ name, scopes: ['*:read'], expiresInDays }), 'expiresInDays');
    }
  });

  test('counts repeated scopes once', async () => {
    expect((await create({ name, scopes: ['shop.get', '*:read', ' shop.get'] })).scopes).toEqual([
      'shop.get',
      '*:read',
    ]);
  });

  test('needs a name and at least one scope', async () => {
    await refusedAt(create({ name: ' ', scopes: ['*:read'] }), 'name');
    await refusedAt(create({ name, scopes: [] }), 'scopes');
    await refusedAt(create({ name, scopes: Array.from({ length: 201 }, () => '*:read') }), 'scopes');
  });

  const callable = procedures.filter(
    ({ path }) => path === 'auth.me' || !/^(?:auth|apiKeys|invites|webhooks)\./.test(path),
  );
  const groups = [...new Set(callable.map(({ path }) => path.replace(/\.\w+$/, '.*')))].filter(
    (one) => one !== 'auth.*',
  );

  test('accepts every procedure that a key can call, and every group of them', async () => {
    const scopes = [...callable.map(({ path }) => path), ...groups, '*:read'];
    expect((await create({ name, scopes })).scopes).toEqual(scopes);
    expect(groups).toContain('tickets.*');
  });

  test('rejects every procedure and group that no key can call', async () => {
    const closed = procedures.filter((procedure) => !callable.includes(procedure)).map(({ path }) => path);
    expect(closed.length).toBeGreaterThan(15);
    for (const scope of [...closed, 'auth.*', 'apiKeys.*', 'invites.*', 'webhooks.*']) {
      const { issues } = await refused(create({ name, scopes: ['*:read', scope] }), 'INVALID_INPUT');
      expect(issues, scope).toEqual([
        { path: ['scopes', 1], message: expect.stringContaining('leave this scope out') },
      ]);
    }
  });

  test.each([
    'tickets',
    'tickets.',
    'tickets.nope',
    'tickets.*.get',
    'tickets.get.*',
    'tickets.*:read',
    'tickets:read',
    'nope.*',
    'TICKETS.GET',
    'ticket.*',
    '*.get',
    ':read',
    '*:write',
    'constructor',
    '__proto__.*',
  ])('rejects %s', async (scope) => {
    const { issues } = await refused(create({ name, scopes: [scope] }), 'INVALID_INPUT');
    expect(issues).toEqual([{ path: ['scopes', 0], message: expect.stringContaining('name of a procedure') }]);
  });

  test.each(['*', '*.*'])('answers %s with what to use instead', async (scope) => {
    const { issues } = await refused(create({ name, scopes: [scope] }), 'INVALID_INPUT');
    expect(issues).toEqual([{ path: ['scopes', 0], message: expect.stringContaining('Use *:read') }]);
  });

  test('names all bad scopes at once', async () => {
    const { issues } = await refused(create({ name, scopes: ['nope', 'shop.get', 'auth.*'] }), 'INVALID_INPUT');
    expect(issues.map(({ path }) => path)).toEqual([
      ['scopes', 0],
      ['scopes', 2],
    ]);
  });

  test('is not for customers', async () => {
    const calling = customer.call.apiKeys.create({ name, scopes: ['*:read'] });
    await refused(calling, 'ROLE_REQUIRED', { role: 'mechanic' });
  });

  test('stores nothing under an idempotency key', async () => {
    const keyed = await shop.withToken(mechanic.session.token, 'one-key');
    const [first, second] = [
      await keyed.apiKeys.create({ name, scopes: ['*:read'] }),
      await keyed.apiKeys.create({ name, scopes: ['*:read'] }),
    ];
    expect(first.key).not.toBe(second.key);
    expect((await rowsIn(shop))['idempotency_keys']).toBe(0);
  });
});

describe('the number of keys of an account', () => {
  test('is limited to those that work', async () => {
    const own = await freshShop();
    const mia = await own.mechanic();
    const one = (expiresInDays?: number) => mia.call.apiKeys.create({ name, scopes: ['*:read'], expiresInDays });
    await one(1);
    for (let n = 1; n < MAX_KEYS; n += 1) await one();
    await refusedAt(one());
    await (await own.admin()).call.apiKeys.create({ name, scopes: ['*:read'] });
    own.advance(86_400_000);
    const { id } = await (await own.login(mia.email)).call.apiKeys.create({ name, scopes: ['*:read'] });
    const { call } = await own.login(mia.email);
    await refusedAt(call.apiKeys.create({ name, scopes: ['*:read'] }));
    await call.apiKeys.revoke({ id });
    await call.apiKeys.create({ name, scopes: ['*:read'] });
  });

  test('grows with ended keys up to a bound, beyond which the oldest ended ones go', async () => {
    const own = await freshShop();
    const mia = await own.mechanic();
    const one = async () => (await mia.call.apiKeys.create({ name, scopes: ['*:read'] })).id;
    const oldest = await one();
    for (let n = 1; n < MAX_KEPT; n += 1) await mia.call.apiKeys.revoke({ id: await one() });
    expect((await rowsIn(own))['api_keys']).toBe(MAX_KEPT);
    await one();
    expect((await rowsIn(own))['api_keys']).toBe(MAX_KEPT);
    const ids = (await own.shop.database.read.select({ id: apiKeys.id }).from(apiKeys)).map(({ id }) => id);
    expect(ids).toContain(oldest);
    expect(ids).not.toContain(oldest + 1);
  });
});

describe('apiKeys.list', () => {
  test('shows mechanics their own keys and admins all, newest first', async () => {
    const own = await freshShop();
    const [boss, mia, max] = [await own.admin(), await own.mechanic(), await own.mechanic()];
    const ids: number[] = [];
    for (const { call } of [mia, max, boss, mia]) {
      ids.unshift((await call.apiKeys.create({ name, scopes: ['*:read'] })).id);
    }
    const idsOf = async ({ call }: typeof mia) => (await call.apiKeys.list()).items.map(({ id }) => id);
    expect(await idsOf(boss)).toEqual(ids);
    expect(await idsOf(mia)).toEqual([ids[0], ids[3]]);
    expect(await idsOf(max)).toEqual([ids[2]]);
    await refused((await own.customer()).call.apiKeys.list(), 'ROLE_REQUIRED', { role: 'mechanic' });
    const { nextCursor } = await mia.call.apiKeys.list({ limit: 1 });
    const rest = await mia.call.apiKeys.list({ limit: 1, cursor: nextCursor ?? '' });
    expect(rest).toMatchObject({ items: [{ id: ids[3] }], nextCursor: null });
  });
});

describe('apiKeys.revoke', () => {
  test('returns the key, and the same again when it is repeated', async () => {
    const own = await freshShop();
    const mia = await own.mechanic();
    const { key: _, ...made } = await mia.call.apiKeys.create({ name, scopes: ['*:read'] });
    own.advance(60_000);
    const revoked = { ...made, revokedAt: '2026-11-20T09:31:00.000Z' };
    expect(await mia.call.apiKeys.revoke({ id: made.id })).toEqual(revoked);
    own.advance(60_000);
    expect(await mia.call.apiKeys.revoke({ id: made.id })).toEqual(revoked);
    expect((await mia.call.apiKeys.list()).items).toEqual([revoked]);
  });

  test('works for an admin on every key, for a mechanic on their own only', async () => {
    const [foreign, own] = [
      await admin.call.apiKeys.create({ name, scopes: ['*:read'] }),
      await create({ name, scopes: ['*:read'] }),
    ];
    for (const id of [foreign.id, 999_999]) await refused(revoke({ id }), 'NOT_FOUND', { resource: 'api_key' });
    expect((await admin.call.apiKeys.list({ limit: 2 })).items.map(({ revokedAt }) => revokedAt)).toEqual([null, null]);
    expect(await admin.call.apiKeys.revoke({ id: own.id })).toMatchObject({ id: own.id, revokedAt: NOW });
    await refused(customer.call.apiKeys.revoke({ id: own.id }), 'ROLE_REQUIRED', { role: 'mechanic' });
  });

  test('of a key with its account leaves nothing behind', async () => {
    const own = await freshShop();
    const [boss, mia] = [await own.admin(), await own.mechanic()];
    const { key } = await mia.call.apiKeys.create({ name, scopes: ['*:read'] });
    await (await own.withToken(key)).auth.me();
    await boss.call.mechanics.delete({ id: mia.id });
    expect((await rowsIn(own))['api_keys']).toBe(0);
    await refused((await own.withToken(key)).auth.me(), 'TOKEN_INVALID');
  });
});

test('events tell admins of keys that were created and revoked, never the key', async () => {
  const own = await freshShop();
  const [boss, mia] = [await own.admin(), await own.mechanic()];
  const make = () => mia.call.apiKeys.create({ name, scopes: ['shop.get'] });
  const [{ key: first, ...one }, { key: second, ...other }] = [await make(), await make()];
  await mia.call.apiKeys.revoke({ id: one.id });
  await mia.call.apiKeys.revoke({ id: one.id });
  await boss.call.mechanics.update({ id: mia.id, active: false });
  const { items } = await boss.call.audit.list({ entity: 'api_key' });
  const said = items.map(({ kind, entityId, by, changes }) => [kind, entityId, by?.id, changes]);
  const revokedAt = { before: null, after: NOW };
  const created = (row: object) =>
    Object.fromEntries(Object.entries(row).map(([member, after]) => [member, { before: null, after }]));
  expect(said).toEqual([
    ['api_key.revoked', other.id, boss.id, { revokedAt }],
    ['api_key.revoked', one.id, mia.id, { revokedAt }],
    ['api_key.created', other.id, mia.id, created(other)],
    ['api_key.created', one.id, mia.id, created(one)],
  ]);
  for (const key of [first, second]) {
    for (const secret of [key, digest(key)]) expect(JSON.stringify(items)).not.toContain(secret);
  }
});

test('a key calls no procedure about keys, accounts or invites, whatever its scopes say', async () => {
  const { id, key } = await admin.call.apiKeys.create({ name, scopes: ['*:read'] });
  const scopes = JSON.stringify(['*:read', 'auth.*', 'apiKeys.*', 'invites.*', '*']);
  const { write } = shop.shop.database;
  await write((tx) => tx.update(apiKeys).set({ scopes }).where(eq(apiKeys.id, id)));
  const call = await shop.withToken(key);
  for (const { path, access, example } of procedures) {
    if (access === 'public' || path === 'auth.me' || !/^(?:auth|apiKeys|invites|webhooks)\./.test(path)) continue;
    await refused(callByPath(call, path, example), 'SCOPE_REQUIRED', { procedure: path });
  }
});
