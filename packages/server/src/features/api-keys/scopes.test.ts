import { describe, expect, test } from 'vitest';
import { isInScope } from '../../core/scopes.ts';
import { callByPath, procedures } from '../../testing/procedures.ts';
import { refused } from '../../testing/refused.ts';
import { shopOfFile } from '../../testing/shop.ts';
import { type Caller, someTicket } from '../../testing/testing.ts';

const shop = await shopOfFile();
const [admin, customer] = [await shop.admin(), await shop.customer()];

async function withKey(...scopes: string[]): Promise<Caller> {
  const { key } = await admin.call.apiKeys.create({ name: 'Under test', scopes });
  return shop.withToken(key);
}

/** The procedures that answer this caller with something other than `SCOPE_REQUIRED`. */
async function reachable(call: Caller): Promise<string[]> {
  const found: string[] = [];
  for (const { path } of procedures) {
    // An unknown field is refused after the scope, so that no call has an effect.
    const outcome = await callByPath(call, path, { nonsense: true }).catch((error: Error) => error);
    const isRefused = outcome instanceof Error && /does not cover|API keys cannot call/.test(outcome.message);
    if (!isRefused) found.push(path);
  }
  return found;
}

const open = procedures.filter(({ access }) => access === 'public').map(({ path }) => path);
const closed = /^(?:auth|apiKeys|invites|webhooks)\.(?!me$)/;
const expected = (matches: (procedure: { path: string; type: string }) => boolean) =>
  procedures
    .filter((one) => open.includes(one.path) || (matches(one) && !closed.test(one.path)))
    .map(({ path }) => path);

describe('a key reaches public procedures and', () => {
  test('the procedure of its scope', async () => {
    expect(await reachable(await withKey('tickets.get'))).toEqual(expected(({ path }) => path === 'tickets.get'));
    expect(await reachable(await withKey('auth.me'))).toEqual(expected(({ path }) => path === 'auth.me'));
  });

  test('all procedures of its group', async () => {
    const found = await reachable(await withKey('tickets.*'));
    expect(found).toEqual(expected(({ path }) => path.startsWith('tickets.')));
    expect(found).toContain('tickets.create');
  });

  test('every query with *:read', async () => {
    const found = await reachable(await withKey('*:read'));
    expect(found).toEqual(expected(({ type }) => type !== 'mutation'));
    expect(found).toEqual(expect.arrayContaining(['auth.me', 'customers.list']));
    for (const path of ['auth.sessions', 'auth.resetCodes', 'apiKeys.list', 'invites.list', 'customers.create']) {
      expect(found).not.toContain(path);
    }
  });

  test('everything in the union of its scopes', async () => {
    const found = await reachable(await withKey('*:read', 'customers.create', 'vehicles.*'));
    const matches = ({ path, type }: { path: string; type: string }) =>
      type !== 'mutation' || path === 'customers.create' || path.startsWith('vehicles.');
    expect(found).toEqual(expected(matches));
  });
});

test('*:read covers subscriptions, and no scope covers webhooks', () => {
  const live = { path: 'events.live', type: 'subscription' };
  for (const scopes of [['*:read'], ['events.*'], ['events.live']]) expect(isInScope(scopes, live)).toBe(true);
  expect(isInScope(['events.list'], live)).toBe(false);
  const list = { path: 'webhooks.list', type: 'query' };
  for (const scopes of [['*:read'], ['webhooks.*'], ['webhooks.list']]) expect(isInScope(scopes, list)).toBe(false);
});

test('a scope that begins like another feature does not cover it', () => {
  expect(isInScope(['shop.*'], { path: 'shops.get', type: 'query' })).toBe(false);
  expect(isInScope(['tickets.get'], { path: 'tickets.getAll', type: 'query' })).toBe(false);
});

test('a key acts for its account: history and events name its owner', async () => {
  const call = await withKey('tickets.*', 'auth.me');
  expect((await call.auth.me()).id).toBe(admin.id);
  const { id } = await someTicket(customer);
  await call.tickets.setStatus({ id, status: 'in_progress' });
  const [latest] = (await admin.call.tickets.history({ id })).items;
  expect(latest).toMatchObject({ to: 'in_progress', by: { id: admin.id } });
  const { items } = await admin.call.events.list({ ticketId: id });
  expect(items.map(({ kind, via, by }) => [kind, via, by?.id])).toEqual([
    ['ticket.created', 'session', customer.id],
    ['ticket.status_changed', 'api_key', admin.id],
  ]);
});

test('the scope is checked before the role, the input and the row', async () => {
  const mechanic = await shop.mechanic();
  const { key } = await mechanic.call.apiKeys.create({ name: 'Narrow', scopes: ['mechanics.records'] });
  const call = await shop.withToken(key);
  await refused(call.mechanics.delete({ id: 999_999 }), 'SCOPE_REQUIRED', { procedure: 'mechanics.delete' });
  await refused(call.mechanics.records(), 'ROLE_REQUIRED', { role: 'admin' });
});

test('mutations of a key take idempotency keys of its account', async () => {
  const { key } = await admin.call.apiKeys.create({ name: 'Repeats', scopes: ['inventory.create'] });
  const keyed = await shop.withToken(key, 'order-7');
  const part = { name: 'Bolt', priceCents: 10 };
  const first = await keyed.inventory.create(part);
  expect(await keyed.inventory.create(part)).toEqual(first);
  const withSession = await shop.withToken(admin.session.token, 'order-7');
  expect(await withSession.inventory.create(part)).toEqual(first);
});
