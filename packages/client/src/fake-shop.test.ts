import { expect, expectTypeOf, test, vi } from 'vitest';
import type { ShopClient } from './create-shop-client.ts';
import { isShopError } from './errors.ts';
import { createFakeShop } from './fake-shop.ts';
import { shopError } from './shop-error.ts';

const part = {
  id: 7,
  sku: null,
  name: 'Bulb',
  priceCents: 190,
  unit: 'piece',
  decimals: 0,
  quantity: 2,
  reserved: 0,
  available: 2,
  active: true,
  version: 1,
  createdAt: '2026-11-20T09:30:00.000Z',
  updatedAt: '2026-11-20T09:30:00.000Z',
};

test('a fake shop answers calls by functions of their input', async () => {
  const get = vi.fn(async ({ id }: { id: number }) => ({ ...part, id }));
  const shop = createFakeShop({ inventory: { get, list: () => ({ items: [part], nextCursor: null }) } });
  expectTypeOf(shop).toEqualTypeOf<ShopClient>();
  expect(await shop.inventory.get.query({ id: 9 })).toEqual({ ...part, id: 9 });
  expect((await shop.inventory.list.query()).items).toEqual([part]);
  expect(get.mock.calls).toEqual([[{ id: 9 }]]);
});

test('a call rejects with what its function throws', async () => {
  const details = { partId: 7, requested: 5, available: 2 };
  const shop = createFakeShop({
    tickets: {
      addPart: () => {
        throw shopError('INSUFFICIENT_STOCK', details);
      },
    },
  });
  const error: unknown = await shop.tickets.addPart
    .mutate({ id: 1, partId: 7, quantity: 5 })
    .catch((failed: unknown) => failed);
  expect(isShopError(error, 'INSUFFICIENT_STOCK') && error.data.details).toEqual(details);
});

test('a call that has no answer says which', async () => {
  const shop = createFakeShop({ tickets: {} });
  await expect(shop.tickets.mine.query()).rejects.toThrow('no answer to tickets.mine: give it tickets: { mine: ');
  await expect(shop.auth.logout.mutate()).rejects.toThrow('no answer to auth.logout');
});

test('answers have the types of the contract', () => {
  // @ts-expect-error A part has a price.
  createFakeShop({ inventory: { get: () => ({ id: 7 }) } });
  // @ts-expect-error There is no such procedure.
  createFakeShop({ inventory: { burn: () => part } });
  expect(part.id).toBe(7);
});
