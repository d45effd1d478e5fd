import { expect } from 'vitest';
import type { Actor, TestShop } from '../../../server/src/testing/testing.ts';
import type { createShopClient } from '../../src/create-shop-client.ts';
import { type Case, NOWHERE, deleted, first, testCommands } from '../testing/command-cases.ts';
import { createFixtures } from '../testing/fixtures.ts';

/** A supplier, a draft, an ordered purchase of a part that a ticket waits for, and a part that is low. */
async function createPurchases(people: TestShop, admin: Actor) {
  const fixtures = await createFixtures(people, admin);
  const { call } = admin;
  const supplier = await call.suppliers.create({ name: 'Liffey Motor Factors', phone: '+353 20 911 0134' });
  const { id: supplierId } = supplier;
  const disc = await call.inventory.create({
    name: 'Brake disc',
    priceCents: 5_000,
    sku: `BD-${supplierId}`,
    supplierId,
  });
  await call.tickets.addPart({ id: fixtures.ticket.id, partId: disc.id, quantity: 2, backorder: true });
  const low = await call.inventory.create({ name: 'Fuse', priceCents: 50, minQuantity: 5, supplierId });
  const lines = [{ partId: disc.id, quantity: 3, unitCostCents: 2_650 }];
  const draft = await call.purchases.create({ supplierId, lines });
  const ordered = await call.purchases.order({ id: (await call.purchases.create({ supplierId, lines })).id });
  const unused = await call.suppliers.create({ name: 'Shannon Tyres' });
  return { ...fixtures, supplier, disc, low, draft, ordered, unused };
}
type PurchaseFixtures = Awaited<ReturnType<typeof createPurchases>>;
type Client = ReturnType<typeof createShopClient>;

const newest = async (shop: Client) => first(await shop.purchases.list.query({ limit: 1 }));

testCommands<PurchaseFixtures>(
  [
    {
      name: 'suppliers list',
      line: () => ['--search', 'liffey', '--limit', 1],
      shows: ['PHONE', 'Liffey Motor Factors'],
      json: (shop) => shop.suppliers.list.query({ search: 'liffey', limit: 1 }),
      refused: [() => ['--limit', 0], 2, /--limit/],
    },
    {
      name: 'suppliers show',
      line: ({ supplier }) => [supplier.id],
      shows: ['Liffey Motor Factors', '+353 20 911 0134'],
      json: (shop, { supplier: { id } }) => shop.suppliers.get.query({ id }),
      refused: [() => [NOWHERE], 4, /supplier/],
    },
    {
      name: 'suppliers add',
      line: () => ['--name', 'Factors', '--note', 'Twice a day'],
      shows: ['Factors', 'Twice a day'],
      json: async (shop) => first(await shop.suppliers.list.query({ limit: 1 })),
      refused: [() => ['--name', ''], 2, /--name/],
    },
    {
      name: 'suppliers update',
      line: ({ supplier }) => [supplier.id, '--note', 'Order by six'],
      shows: ['Order by six'],
      json: (shop, { supplier: { id } }) => shop.suppliers.get.query({ id }),
      refused: [({ supplier }) => [supplier.id, '--note', 'x', '--if-version', 9], 5, /--if-version 1/],
    },
    {
      name: 'suppliers delete',
      line: ({ unused }) => [unused.id],
      shows: ['deleted'],
      json: deleted,
      refused: [({ supplier }) => [supplier.id], 5, /suppliers update \d+ --no-active/],
    },
    {
      name: 'parts record',
      line: ({ disc }) => [disc.id],
      shows: ['Brake disc', 'on order', 'missing'],
      json: (shop, { disc: { id } }) => shop.inventory.record.query({ id }),
      refused: [() => [NOWHERE], 4, /part/],
    },
    {
      name: 'parts records',
      line: ({ supplier }) => ['--supplier', supplier.id, '--low'],
      shows: ['ON ORDER', 'Fuse'],
      json: (shop, { supplier: { id: supplierId } }) => shop.inventory.records.query({ supplierId, low: true }),
      refused: [() => ['--supplier', 'zzz'], 4, /supplier/],
    },
    {
      name: 'purchases list',
      line: ({ supplier }) => ['--supplier', supplier.id, '--status', 'ordered'],
      shows: ['NUMBER', 'Liffey Motor Factors', '79.50'],
      json: (shop, { supplier }) => shop.purchases.list.query({ supplierId: supplier.id, status: 'ordered' }),
      refused: [() => ['--status', 'lost'], 2, /--status/],
    },
    {
      name: 'purchases show',
      line: ({ ordered }) => [ordered.id],
      shows: ['PO-', 'Brake disc', '3 at 26.50'],
      json: (shop, { ordered: { id } }) => shop.purchases.get.query({ id }),
      refused: [() => [NOWHERE], 4, /purchase/],
    },
    {
      name: 'purchases create',
      line: ({ supplier, disc }) => [supplier.id, '--part', `${disc.sku}=2@25.00`, '--expected', '2026-12-01'],
      shows: ['draft', '2 at 25.00', '50.00', '2026-12-01'],
      json: newest,
      refused: [({ supplier }) => [supplier.id, '--part', `${NOWHERE}=1`], 4, /part/],
    },
    {
      name: 'purchases update',
      line: ({ draft, disc }) => [draft.id, '--part', `${disc.id}=1`, '--note', 'Soon'],
      shows: ['Soon', 'Brake disc'],
      json: (shop, { draft: { id } }) => shop.purchases.get.query({ id }),
      refused: [({ ordered, disc }) => [ordered.id, '--part', `${disc.id}=1`], 5, /ordered/],
    },
    {
      name: 'purchases order',
      line: ({ draft }) => [draft.id],
      shows: ['ordered'],
      json: (shop, { draft: { id } }) => shop.purchases.get.query({ id }),
      refused: [({ ordered }) => [ordered.id], 5, /ordered/],
    },
    {
      name: 'purchases receive',
      line: ({ ordered, disc }) => [ordered.id, '--part', `${disc.sku}=2`],
      shows: ['partly_received', 'gets 2 of Brake disc', 'has all of its parts'],
      json: async (shop, { ordered: { id }, ticket, disc }) => ({
        purchase: await shop.purchases.get.query({ id }),
        filled: [{ ticketId: ticket.id, lineId: expect.any(Number), partId: disc.id, quantity: 2, complete: true }],
        ready: [ticket.id],
      }),
      refused: [({ draft }) => [draft.id], 5, /draft/],
    },
    {
      name: 'purchases cancel',
      line: ({ ordered }) => [ordered.id, '--reason', 'Too dear'],
      shows: ['cancelled', 'Too dear'],
      json: (shop, { ordered: { id } }) => shop.purchases.get.query({ id }),
      refused: [() => [NOWHERE], 4, /purchase/],
    },
    {
      name: 'purchases delete',
      line: ({ draft }) => [draft.id],
      shows: ['deleted'],
      json: deleted,
      refused: [({ ordered }) => [ordered.id], 5, /purchases cancel \d+/],
    },
    {
      name: 'purchases from-reorder',
      line: ({ supplier }) => [supplier.id],
      shows: ['draft', 'Fuse'],
      json: newest,
      refused: [({ unused }) => [unused.id], 2, /low or missing/],
    },
    {
      name: 'reorder',
      line: ({ supplier }) => ['--supplier', supplier.id],
      shows: ['BUY', 'Fuse', '5'],
      json: (shop, { supplier: { id: supplierId } }) => shop.purchases.reorder.query({ supplierId }),
      refused: [() => ['--supplier', 'zzz'], 4, /supplier/],
    },
  ] satisfies Case<PurchaseFixtures>[],
  createPurchases,
);
