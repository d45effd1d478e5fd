import * as shared from '@mechanic-shop/shared';
import { EXAMPLE_NOW, created, examplePage, type FeatureDocs, type Members, model } from '../../core/docs.ts';
import { demoIds } from '../accounts/demo-people.ts';

/** The id of what the example of `create` creates in a fresh demo shop. */
const MADE = 346;

/** A part of the demo shop. */
export const part: shared.Part = {
  id: 1,
  sku: 'OIL-0W20-1',
  name: 'Engine oil 0W-20',
  priceCents: 1390,
  unit: 'l',
  decimals: 1,
  quantity: 50,
  reserved: 0,
  available: 50,
  active: true,
  version: 2,
  createdAt: '2026-09-25T08:00:00.000Z',
  updatedAt: '2026-10-09T08:00:00.000Z',
};

/** The same, as staff see it. */
export const partRecord: shared.PartRecord = {
  ...part,
  costCents: 723,
  minQuantity: 15,
  maxQuantity: 60,
  supplierId: 1,
  location: 'A1-01',
  onOrder: 0,
  missing: 0,
};

const partMembers: Members = {
  id: 'The id.',
  sku: "The shop's own number for it, unique.",
  name: 'The name.',
  priceCents: 'The price per unit, in integer cents.',
  unit: 'The unit of its quantities, such as `piece` or `l`.',
  decimals: 'How many decimals its quantities may have.',
  active: 'False if the part is retired: it stays on existing tickets, but new lines cannot use it.',
  quantity: 'The quantity on the shelf, with at most `decimals` decimals.',
  reserved: 'How much of it is reserved for open and in-progress tickets.',
  available: 'How much can still be reserved: `quantity - reserved`, never below 0.',
  version: 'Incremented with every change, including changes of `quantity` and `reserved`.',
  createdAt: 'When it was created.',
  updatedAt: 'When it was last changed.',
};

/** Parts and their stock. */
export const inventoryDocs: FeatureDocs<'inventory'> = {
  tag: 'Parts and the ledger of their stock.',
  resources: { part: true },
  procedures: {
    list: {
      summary: 'List parts',
      description: '`search` searches name and SKU; `inStock` filters by availability.',
      reasons: [],
      example: { ...examplePage, search: 'oil', inStock: true },
      answer: {
        items: [
          {
            ...part,
            id: 334,
            sku: 'OIF-V60',
            name: 'Oil filter, Volvo V60',
            priceCents: 1190,
            unit: 'piece',
            decimals: 0,
            quantity: 14,
            available: 14,
          },
        ],
        nextCursor: 'WyI1amEyWS01aGk5bWsiLFsxLDRdXQ',
      },
    },
    get: {
      summary: 'Read a part',
      description: 'No login needed.',
      reasons: ['NOT_FOUND'],
      example: { id: part.id },
      answer: part,
    },
    record: {
      summary: 'Read a part as staff see it',
      description: 'Mechanics only. With its cost, bounds, supplier and place, what is on order and what tickets miss.',
      reasons: ['NOT_FOUND'],
      example: { id: part.id },
      answer: partRecord,
    },
    records: {
      summary: 'List parts as staff see them',
      description: 'Mechanics only. Newest first, with retired parts; `search` searches name and SKU.',
      reasons: [],
      example: { ...examplePage, search: 'OIL-0W20-1' },
      answer: { items: [partRecord], nextCursor: null },
      members: { supplierId: 'Only parts of this supplier.' },
    },
    create: {
      summary: 'Add a part',
      description: 'Mechanics only. An initial quantity is recorded as received.',
      reasons: ['SKU_TAKEN', 'NOT_FOUND'],
      example: { name: 'Brake pads rear, Fiat Panda', priceCents: 3_490, quantity: 4, sku: 'BPR-PANDA' },
      answer: {
        id: MADE,
        sku: 'BPR-PANDA',
        name: 'Brake pads rear, Fiat Panda',
        priceCents: 3490,
        unit: 'piece',
        decimals: 0,
        quantity: 4,
        reserved: 0,
        available: 4,
        active: true,
        version: 1,
        createdAt: EXAMPLE_NOW,
        updatedAt: EXAMPLE_NOW,
      },
      members: { quantity: 'The initial stock.' },
    },
    import: {
      summary: 'Import up to 200 parts',
      description: 'Mechanics only. Rows match by `sku`; the quantity of a match becomes its stock.',
      reasons: [],
      example: {
        rows: [{ sku: 'WIP-24', name: 'Wiper blade 24 inch', priceCents: 1_290, quantity: 12 }],
        onMatch: 'update',
      },
      answer: created(MADE + 1),
    },
    update: {
      summary: 'Update a part',
      description: 'Mechanics only. A new `quantity` is recorded as an adjustment. Absent fields stay unchanged.',
      reasons: ['NOT_FOUND', 'VERSION_MISMATCH', 'SKU_TAKEN', 'INSUFFICIENT_STOCK'],
      example: { id: part.id, priceCents: 1_450 },
      answer: { ...part, priceCents: 1450, version: 3, updatedAt: EXAMPLE_NOW },
    },
    adjust: {
      summary: 'Add to or take from the stock',
      description: 'Mechanics only. `delta` is positive for arrivals and negative for removals.',
      reasons: ['NOT_FOUND', 'INSUFFICIENT_STOCK'],
      example: { id: part.id, delta: 24, note: 'Delivery note 20417' },
      answer: { ...part, priceCents: 1450, quantity: 74, available: 74, version: 4, updatedAt: EXAMPLE_NOW },
    },
    delete: {
      summary: 'Delete a part that was never on a ticket or a purchase',
      description: 'Mechanics only.',
      reasons: ['NOT_FOUND', 'IN_USE'],
      example: { id: MADE },
      answer: { id: MADE, message: 'The part is deleted.' },
    },
    movements: {
      summary: "List a part's stock movements",
      description: 'Mechanics only. Newest first.',
      reasons: ['NOT_FOUND'],
      example: { ...examplePage, partId: part.id },
      answer: {
        items: [
          {
            id: 816,
            partId: part.id,
            kind: 'adjust',
            delta: 24,
            quantityAfter: 74,
            reservedAfter: 0,
            ticketId: null,
            purchaseId: null,
            accountId: demoIds.mechanic,
            note: 'Delivery note 20417',
            at: EXAMPLE_NOW,
          },
        ],
        nextCursor: null,
      },
    },
  },
  members: {
    id: 'The part.',
    name: 'The name of the part.',
    sku: "The shop's own number for it, unique.",
    priceCents: 'The price per unit, in integer cents.',
    unit: 'The unit of its quantities, such as `piece` or `l`.',
    decimals: 'How many decimals its quantities may have, 0 to 3.',
    active:
      'In a list, `true` (default) selects parts in use and `false` retired ones; in an update, `false` retires the part.',
    quantity: 'The quantity on the shelf.',
    delta: 'The change: positive for arrivals, negative for removals; not 0.',
    note: 'Why, for the ledger.',
    inStock: '`true`: only parts with some available; `false`: only parts with none.',
    partId: 'The part.',
    low: '`true`: only parts below their minimum; `false`: only the others.',
    costCents: 'What the shop pays for a unit, in integer cents. Only staff see it.',
    minQuantity: 'The part is low below it; not above `maxQuantity`. Only staff see it.',
    maxQuantity: 'What it is reordered up to. Only staff see it.',
    supplierId: 'The supplier that it is bought from. Only staff see it.',
    location: 'Its place in the shop, such as a shelf. Only staff see it.',
  },
  models: {
    MovementKind: model(
      shared.MovementKind,
      'What changed the stock. `receive`, `adjust`, `consume` and `return` change `quantity`; `reserve`, `release` and ' +
        '`consume` change `reserved`. An open list: later versions may add values.',
    ),
    Part: model(shared.Part, 'A part in stock.', partMembers),
    PartRecord: model(shared.PartRecord, 'A part as staff see it.', {
      ...partMembers,
      costCents: 'What the shop pays for a unit, in integer cents; null if unknown.',
      minQuantity: 'The part is low while `available + onOrder - missing` is below it; null: never.',
      maxQuantity: 'What it is reordered up to; null: up to `minQuantity`.',
      supplierId: 'The supplier that it is bought from.',
      location: 'Its place in the shop, such as a shelf.',
      onOrder: 'What is ordered and has not arrived yet.',
      missing: 'What lines of tickets wait for.',
    }),
    StockMovement: model(shared.StockMovement, "One line of a part's ledger.", {
      id: 'The id.',
      partId: 'The part.',
      kind: 'The kind of movement.',
      delta: 'The signed change; `consume` lowers `quantity` and `reserved` by the same amount.',
      quantityAfter: 'The `quantity` of the part afterwards.',
      reservedAfter: 'The `reserved` of the part afterwards.',
      ticketId: 'The ticket it was for, if any.',
      purchaseId: 'The purchase it arrived with, if any.',
      accountId: 'The account, if known.',
      note: 'Why.',
      at: 'When.',
    }),
  },
};
