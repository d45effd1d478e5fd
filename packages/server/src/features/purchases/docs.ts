import * as shared from '@mechanic-shop/shared';
import { EXAMPLE_NOW, examplePage, type FeatureDocs, type Members, model } from '../../core/docs.ts';
import { low, made, ordered, reordered } from './example-purchase.ts';

/** The id of what the example of `create` creates in a fresh demo shop. */
const MADE = made.id;
const EXPECTED = '2026-11-24';
const reason = 'The supplier cannot deliver.';

const changed: shared.Purchase = { ...made, expectedOn: EXPECTED, version: 2 };
const sent: shared.Purchase = { ...changed, status: 'ordered', orderedAt: EXAMPLE_NOW, version: 3 };

const members: Members = {
  id: 'The purchase.',
  supplierId: 'The supplier.',
  status: 'Only purchases in this status.',
  partId: 'The part.',
  lines: 'The lines, each part once.',
  lineId: 'The line of the purchase.',
  quantity: 'How much of the part.',
  unitCostCents: "The cost of a unit, in integer cents. Default: the part's cost; null: unknown.",
  reference: "The supplier's own number for it.",
  expectedOn: 'The day on which the delivery is expected.',
  note: 'For staff.',
  reason: 'Why; it is added to the note.',
};

/** What the shop buys, from a draft to its deliveries. */
export const purchasesDocs: FeatureDocs<'purchases'> = {
  tag: 'What the shop buys, from a draft to its deliveries.',
  resources: { purchase: true, line: true },
  procedures: {
    list: {
      summary: 'List purchases',
      description: 'Mechanics only. Newest first.',
      reasons: [],
      example: { ...examplePage, status: 'ordered' },
      answer: { items: [ordered], nextCursor: null },
      members: { supplierId: 'Only purchases from this supplier.', partId: 'Only purchases of this part.' },
    },
    get: {
      summary: 'Read a purchase',
      description: 'Mechanics only.',
      reasons: ['NOT_FOUND'],
      example: { id: ordered.id },
      answer: ordered,
    },
    create: {
      summary: 'Create a purchase',
      description: 'Mechanics only. It is a draft with 1 to 200 lines, and has its number already.',
      reasons: ['NOT_FOUND'],
      example: {
        supplierId: made.supplier.id,
        lines: made.lines.map(({ partId, quantity, unitCostCents }) => ({ partId, quantity, unitCostCents })),
      },
      answer: made,
    },
    update: {
      summary: 'Update a purchase',
      description: 'Mechanics only. Supplier and lines change only while it is a draft. Absent fields stay unchanged.',
      reasons: ['NOT_FOUND', 'VERSION_MISMATCH', 'PURCHASE_CLOSED'],
      example: { id: MADE, expectedOn: EXPECTED },
      answer: changed,
    },
    order: {
      summary: 'Order a purchase',
      description: 'Mechanics only. A draft becomes `ordered`: its lines count as on order.',
      reasons: ['NOT_FOUND', 'VERSION_MISMATCH', 'PURCHASE_CLOSED'],
      example: { id: MADE },
      answer: sent,
    },
    receive: {
      summary: 'Receive a delivery',
      description:
        'Mechanics only. Raises the stock, takes over the costs, and gives the parts to the lines that wait for them, ' +
        'oldest ticket first. `ready` are the tickets that miss nothing any more. Without `lines`, all that is left has arrived.',
      reasons: ['NOT_FOUND', 'VERSION_MISMATCH', 'PURCHASE_CLOSED'],
      example: { id: MADE },
      answer: {
        purchase: {
          ...sent,
          status: 'received',
          lines: sent.lines.map((line) => ({ ...line, received: line.quantity })),
          receivedAt: EXAMPLE_NOW,
          version: 4,
        },
        filled: [{ ticketId: 118, lineId: 216, partId: 1, quantity: 4.5, complete: true }],
        ready: [118],
      },
      versioned: { schema: shared.Purchase, example: ordered },
      members: { lines: 'What has arrived, each line once. Default: all that is left.', quantity: 'How much arrived.' },
    },
    cancel: {
      summary: 'Cancel a purchase',
      description: 'Mechanics only. What it has delivered stays.',
      reasons: ['NOT_FOUND', 'VERSION_MISMATCH', 'PURCHASE_CLOSED'],
      example: { id: reordered.id, reason },
      answer: { ...reordered, status: 'cancelled', note: reason, version: 2 },
    },
    delete: {
      summary: 'Delete a draft',
      description: 'Mechanics only. Purchases that were ordered are kept.',
      reasons: ['NOT_FOUND', 'IN_USE'],
      example: { id: reordered.id + 1 },
      answer: { id: reordered.id + 1, message: 'The draft is deleted.' },
    },
    reorder: {
      summary: 'Suggest what to buy',
      description:
        'Mechanics only. Parts below their minimum, up to their maximum, and parts that tickets wait for. At most 1,000, by name; retired ones are left out.',
      reasons: [],
      example: { supplierId: made.supplier.id },
      answer: { items: [{ part: low, suggested: 8 }] },
      members: { supplierId: 'Only parts of this supplier.' },
    },
    createFromReorder: {
      summary: 'Create a purchase of what to buy',
      description: 'Mechanics only. A draft of what `reorder` suggests for this supplier, the first 200 parts by name.',
      reasons: ['NOT_FOUND'],
      example: { supplierId: made.supplier.id },
      answer: reordered,
    },
  },
  members,
  models: {
    PurchaseStatus: model(
      shared.PurchaseStatus,
      '`draft` can still change, `ordered` awaits delivery, `partly_received` awaits the rest. `received` and `cancelled` are final.',
    ),
    Purchase: model(shared.Purchase, 'Parts that the shop buys from one supplier.', {
      id: 'The id.',
      number: '`PO-` and a number padded to 6 digits; never used twice, not even after a draft is deleted.',
      supplier: 'The supplier.',
      name: 'The name.',
      status: 'The status.',
      lines: 'The lines.',
      partId: 'The part.',
      sku: 'Its number when the line was written.',
      unit: 'The unit of the quantity.',
      quantity: 'What was ordered.',
      received: 'What has arrived of it so far.',
      unitCostCents: 'The cost of a unit, in integer cents; null if unknown.',
      totalCents:
        'Of a line, its quantity times its cost, rounded; of the purchase, the sum of its lines. Integer cents.',
      reference: "The supplier's own number for it.",
      expectedOn: 'The day on which the delivery is expected.',
      note: 'For staff.',
      orderedAt: 'When it was ordered; null before.',
      receivedAt: 'When the last of it arrived; null before.',
      version: 'Incremented with every change.',
      createdAt: 'When it was created.',
    }),
    Receipt: model(shared.Receipt, 'A delivery: the purchase afterwards, and what it did for tickets that waited.', {
      purchase: 'The purchase afterwards.',
      filled: 'The lines of tickets that got parts.',
      ticketId: 'The ticket.',
      lineId: 'Its line.',
      partId: 'The part.',
      quantity: 'How much the line got.',
      complete: 'Whether the line misses nothing any more.',
      ready: 'The tickets that miss no part any more.',
    }),
    Reorder: model(shared.Reorder, 'What to buy.', {
      items: 'By the name of the part.',
      part: 'The part.',
      suggested: 'How much of it to buy.',
    }),
  },
};
