import { createServer } from 'node:http';
import { type AddressInfo } from 'node:net';
import type { Reason, Session } from '@mechanic-shop/shared';
import { expect, onTestFinished, test } from 'vitest';
import { defaultRates } from '../../../server/src/platform/limits/limits.ts';
import { somePart, someTicket } from '../../../server/src/testing/testing.ts';
import { createShopClient } from '../../src/create-shop-client.ts';
import { type ShopError, isShopError, isShopUnreachable } from '../../src/errors.ts';
import { memorySession } from '../../src/session-store.ts';
import { realShop } from '../testing/real-shop.ts';

function caught(promise: Promise<unknown>) {
  return promise.then(
    () => expect.fail('the call succeeded'),
    (error: unknown) => error,
  );
}

/** The error data of a refused call, as seen by a program that narrows by reason. */
async function refused<R extends Reason>(call: Promise<unknown>, reason: R): Promise<ShopError<R>['data']> {
  const error = await caught(call);
  if (isShopError(error, reason)) return error.data;
  throw error;
}

async function open() {
  const { url, people } = await realShop();
  const [customer, mechanic] = [await people.customer(), await people.mechanic()];
  const as = (session: Session) => createShopClient({ url, session: memorySession(session) });
  return { url, customer, mechanic, asCustomer: as(customer.session), asMechanic: as(mechanic.session) };
}

test('an error narrows to its details', async () => {
  const { customer, mechanic, asCustomer, asMechanic } = await open();
  const part = await somePart(mechanic, { quantity: 2 });
  const { id } = await someTicket(customer);

  const stock = await refused(
    asMechanic.tickets.addPart.mutate({ id, partId: part.id, quantity: 5 }),
    'INSUFFICIENT_STOCK',
  );
  expect(stock.details).toEqual({ partId: part.id, requested: 5, available: 2 });
  expect(stock).toMatchObject({ code: 'CONFLICT', httpStatus: 409, path: 'tickets.addPart' });
  expect(stock.requestId).toMatch(/^[\w-]{1,64}$/);

  const move = await refused(asMechanic.tickets.setStatus.mutate({ id, status: 'completed' }), 'ILLEGAL_TRANSITION');
  expect(move.details).toEqual({ from: 'open', to: 'completed', allowed: ['in_progress', 'cancelled'] });

  await asMechanic.inventory.update.mutate({ id: part.id, priceCents: 1 });
  const stale = await refused(
    asMechanic.inventory.update.mutate({ id: part.id, version: 1, priceCents: 2 }),
    'VERSION_MISMATCH',
  );
  expect(stale.details.current).toEqual(await asMechanic.inventory.get.query({ id: part.id }));

  const role = await refused(asCustomer.inventory.create.mutate({ name: 'Mine', priceCents: 1 }), 'ROLE_REQUIRED');
  expect(role.details.role).toBe('mechanic');

  const gone = await refused(asCustomer.tickets.get.query({ id: id + 1000 }), 'NOT_FOUND');
  expect(gone.details.resource).toBe('ticket');

  const input = await refused(asMechanic.inventory.create.mutate({ name: '', priceCents: -1 }), 'INVALID_INPUT');
  expect(input.details.issues.map(({ path }) => path.join('.'))).toEqual(['name', 'priceCents']);
});

test('each call of a batch has its own outcome', async () => {
  const { customer, asCustomer } = await open();
  const { id } = await someTicket(customer);
  const [found, missing, me] = await Promise.allSettled([
    asCustomer.tickets.get.query({ id }),
    asCustomer.tickets.get.query({ id: id + 1 }),
    asCustomer.auth.me.query(),
  ]);
  expect(found).toMatchObject({ status: 'fulfilled', value: { id } });
  expect(missing.status === 'rejected' && isShopError(missing.reason, 'NOT_FOUND')).toBe(true);
  expect(me).toMatchObject({ status: 'fulfilled', value: { id: customer.id } });
});

test('a wrong password causes no refresh', async () => {
  const { url, customer, asCustomer } = await open();
  const wrong = { email: customer.email, password: 'another password' };
  await refused(createShopClient({ url }).auth.login.mutate(wrong), 'INVALID_CREDENTIALS');
  const change = { currentPassword: 'another password', newPassword: 'a third password 7' };
  await refused(asCustomer.auth.changePassword.mutate(change), 'INVALID_CREDENTIALS');
  expect((await asCustomer.auth.me.query()).id).toBe(customer.id);
});

test('a rate limit says when to retry', async () => {
  const { url } = await realShop({ shop: { rates: { ...defaultRates, default: { points: 3, seconds: 60 } } } });
  const shop = createShopClient({ url });
  for (let count = 0; count < 3; count += 1) await shop.mechanics.list.query();
  const limited = await refused(shop.mechanics.list.query(), 'RATE_LIMITED');
  expect(limited.details.retryAfterSeconds).toBeGreaterThan(0);
});

test('no response is distinguished from a rejection', async () => {
  const silent = createServer(() => {}).listen(0, '127.0.0.1');
  onTestFinished(() => {
    silent.closeAllConnections();
    silent.close();
  });
  await new Promise((resolve) => silent.once('listening', resolve));
  const { port } = silent.address() as AddressInfo;
  const at = (url: string) => createShopClient({ url, retries: 0, timeoutMs: 50 });
  const kindOf = async (call: Promise<unknown>) => {
    const error = await caught(call);
    return isShopUnreachable(error) && !isShopError(error) && error.kind;
  };
  expect(await kindOf(at(`http://127.0.0.1:${port}`).auth.me.query())).toBe('timeout');
  expect(await kindOf(at('http://127.0.0.1:1').auth.me.query())).toBe('unreachable');
  const { url } = await realShop();
  expect(await kindOf(at(url).auth.me.query(undefined, { signal: AbortSignal.abort() }))).toBe('aborted');
});
