import { type Case, gone } from './case.ts';
import { purchase, record, supplier } from './purchase-samples.ts';
import { pageOf, part } from './samples.ts';

const oneSupplier = {
  answer: supplier,
  shows: ['Supplier 3: Liffey Motor Factors', '+353 20 911 0134', 'Twice a day'],
};
const onePurchase = {
  answer: purchase,
  shows: [
    'Purchase 31: PO-000031',
    'Liffey Motor Factors (3)',
    'Brake pads (BP-100): 8 at 78.50, 2 received',
    'Engine oil (8): 20.5 l at an unknown cost',
    '628.00',
    'LMF-88213',
    'Call first',
  ],
};
const record7 = { costCents: 780, minQuantity: 4.5, maxQuantity: 12, supplierId: 3, location: 'A1-03' };

/** Commands for suppliers, purchases, and what staff know of parts. */
export const purchaseCases: Case[] = [
  {
    line: ['suppliers', 'list', '--search', 'liffey', '--retired'],
    path: 'suppliers.list',
    input: { search: 'liffey', active: false },
    answer: pageOf(supplier),
    shows: ['NAME', 'Liffey Motor Factors', 'orders@liffey.example'],
  },
  { line: ['suppliers', 'show', '3'], path: 'suppliers.get', input: { id: 3 }, ...oneSupplier },
  {
    line: ['suppliers', 'add', '--name', 'Factors', '--email', 'a@b.ie', '--phone', '112', '--address=x', '--note=y'],
    path: 'suppliers.create',
    input: { name: 'Factors', email: 'a@b.ie', phone: '112', address: 'x', note: 'y' },
    ...oneSupplier,
  },
  {
    line: ['suppliers', 'update', '3', '--clear', 'phone', '--no-active', '--if-version', '2'],
    path: 'suppliers.update',
    input: { id: 3, phone: null, active: false, version: 2 },
    ...oneSupplier,
  },
  {
    line: ['suppliers', 'delete', '7'],
    path: 'suppliers.delete',
    input: { id: 7 },
    answer: gone,
    shows: ['It is gone.'],
  },

  {
    line: [
      'parts',
      'add',
      '--name=Pads',
      '--price=13.90',
      '--cost=7.80',
      '--min=4.5',
      '--max=12',
      '--supplier=3',
      '--location=A1-03',
    ],
    path: 'inventory.create',
    input: { name: 'Pads', priceCents: 1_390, ...record7 },
    answer: part,
    shows: ['Part 7'],
  },
  {
    line: ['parts', 'update', '7', '--cost', '7.80', '--clear', 'min', '--clear', 'supplier'],
    path: 'inventory.update',
    input: { id: 7, costCents: 780, minQuantity: null, supplierId: null },
    answer: part,
    shows: ['Part 7'],
  },
  {
    line: ['parts', 'record', '7'],
    path: 'inventory.record',
    input: { id: 7 },
    answer: record,
    shows: ['Part 7: Brake pads', '78.50', 'minimum', 'A1-03', 'on order'],
  },
  {
    line: ['parts', 'records', '--low', '--supplier', '3', '--search', 'brake'],
    path: 'inventory.records',
    input: { low: true, supplierId: 3, search: 'brake' },
    answer: pageOf(record),
    shows: ['ON ORDER', 'MISSING', '78.50', 'A1-03'],
  },

  {
    line: ['purchases', 'list', '--status', 'partly-received', '--supplier', '3', '--part', '7'],
    path: 'purchases.list',
    input: { status: 'partly_received', supplierId: 3, partId: 7 },
    answer: pageOf(purchase),
    shows: ['NUMBER', 'PO-000031', 'partly_received', '628.00', '2026-11-24'],
  },
  { line: ['purchases', 'show', '31'], path: 'purchases.get', input: { id: 31 }, ...onePurchase },
  {
    line: [
      'purchases',
      'create',
      '3',
      '--part',
      '7=8@78.50',
      '--part',
      '8=20.5',
      '--reference=Q1',
      '--expected=2026-11-24',
    ],
    path: 'purchases.create',
    input: {
      supplierId: 3,
      lines: [
        { partId: 7, quantity: 8, unitCostCents: 7_850 },
        { partId: 8, quantity: 20.5 },
      ],
      reference: 'Q1',
      expectedOn: '2026-11-24',
    },
    ...onePurchase,
  },
  {
    line: ['purchases', 'update', '31', '--part', '7', '--clear', 'expected', '--note', 'Soon', '--if-version', '4'],
    path: 'purchases.update',
    input: { id: 31, lines: [{ partId: 7, quantity: 1 }], expectedOn: null, note: 'Soon', version: 4 },
    ...onePurchase,
  },
  {
    line: ['purchases', 'order', '31', '--if-version', '4'],
    path: 'purchases.order',
    input: { id: 31, version: 4 },
    ...onePurchase,
  },
  {
    line: ['purchases', 'receive', '31'],
    path: 'purchases.receive',
    input: { id: 31 },
    answer: {
      purchase,
      filled: [
        { ticketId: 12, lineId: 1, partId: 8, quantity: 4.5, complete: true },
        { ticketId: 13, lineId: 2, partId: 7, quantity: 1, complete: false },
      ],
      ready: [12],
    },
    shows: [
      ...onePurchase.shows,
      'Ticket 12 gets 4.5 l of Engine oil.',
      'Ticket 13 gets 1 of Brake pads, and waits for more.',
      'Ticket 12 has all of its parts.',
    ],
  },
  {
    line: ['purchases', 'receive', '31', '--part', '8=4.5', '--part', '7'],
    path: 'purchases.receive',
    input: {
      id: 31,
      version: 4,
      lines: [
        { lineId: 62, quantity: 4.5 },
        { lineId: 61, quantity: 1 },
      ],
    },
    answer: { purchase, filled: [], ready: [] },
    others: { 'purchases.get': purchase },
    shows: onePurchase.shows,
  },
  {
    line: ['purchases', 'cancel', '31', '--reason', 'Too dear'],
    path: 'purchases.cancel',
    input: { id: 31, reason: 'Too dear' },
    ...onePurchase,
  },
  {
    line: ['purchases', 'delete', '7'],
    path: 'purchases.delete',
    input: { id: 7 },
    answer: gone,
    shows: ['It is gone.'],
  },
  {
    line: ['purchases', 'from-reorder', '3'],
    path: 'purchases.createFromReorder',
    input: { supplierId: 3 },
    ...onePurchase,
  },
  {
    line: ['reorder', '--supplier', '3'],
    path: 'purchases.reorder',
    input: { supplierId: 3 },
    answer: { items: [{ part: record, suggested: 6 }] },
    shows: ['BUY', 'Brake pads', '6'],
  },
];
