import { fileURLToPath } from 'node:url';
import type { Case } from './case.ts';
import { customer } from './samples.ts';

const example = (name: string): string => fileURLToPath(new URL(`../../../../../docs/import/${name}`, import.meta.url));

const imported = { created: 2, updated: 0, skipped: 0, refused: 0, rows: [] };
const shows = ['2 created, 0 updated, 0 skipped, 0 rejected.'];

/** Commands that take many rows at once. */
export const dataCases: Case[] = [
  {
    line: ['parts', 'import', example('parts.csv'), '--partial', '--on-match', 'update'],
    path: 'inventory.import',
    input: {
      rows: [
        { sku: 'WIP-24', name: 'Wiper blade 24"', priceCents: 1290, quantity: 12 },
        { sku: 'OIL-5W30', name: 'Engine oil 5W-30', priceCents: 1150, quantity: 40.5, unit: 'l', decimals: 1 },
      ],
      onMatch: 'update',
      partial: true,
    },
    answer: imported,
    shows,
  },
  {
    line: ['customers', 'import', example('customers.csv'), '--partial'],
    path: 'customers.import',
    input: {
      rows: [
        { externalId: 'C-1042', firstName: 'Nora', lastName: 'Quinn', phone: '+353 20 910 1077', taxExempt: false },
        { externalId: 'C-1043', firstName: 'Björn', lastName: 'Müller', email: 'bjorn@example.com', taxExempt: true },
      ],
      partial: true,
    },
    answer: imported,
    shows,
  },
  {
    line: ['vehicles', 'import', example('vehicles.csv'), '--partial', '--on-match', 'skip'],
    path: 'vehicles.import',
    input: {
      rows: [
        { externalId: 'V-2077', customerExternalId: 'C-1042', make: 'Skoda', model: 'Fabia', year: 2021 },
        {
          externalId: 'V-2078',
          customerExternalId: 'C-1043',
          make: 'Saab',
          model: '900',
          year: 1990,
          licensePlate: 'M-AB 123',
        },
      ],
      onMatch: 'skip',
      partial: true,
    },
    answer: imported,
    shows,
  },
  {
    line: ['suppliers', 'import', example('suppliers.csv'), '--partial'],
    path: 'suppliers.import',
    input: {
      rows: [
        { externalId: 'S-12', name: 'Boyne Glass', phone: '+353 20 914 0020' },
        { externalId: 'S-13', name: 'Shannon Tyres', email: 'orders@shannon.example' },
      ],
      partial: true,
    },
    answer: imported,
    shows,
  },
  {
    line: ['customers', 'erase', '5', '--yes', '--if-version', '2'],
    path: 'customers.erase',
    input: { id: 5, version: 2 },
    answer: { ...customer, firstName: 'Erased', lastName: '#5', email: null, hasLogin: false },
    shows: ['Customer 5: Erased #5'],
  },
  {
    line: ['customers', 'export-data', '5'],
    path: 'customers.exportData',
    input: { id: 5 },
    answer: { data: { customer, vehicles: [], tickets: [] } },
    shows: ['"firstName": "Ada"', '"tickets": []'],
  },
  {
    line: ['tickets', 'status-of-many', 'in-progress', '12', '13', '--note', 'Monday'],
    path: 'tickets.setStatusOfMany',
    input: { status: 'in_progress', ids: [12, 13], note: 'Monday' },
    answer: {
      items: [
        { id: 12, ok: true, reason: null },
        { id: 13, ok: false, reason: 'ILLEGAL_TRANSITION' },
      ],
    },
    shows: ['changed', 'ILLEGAL_TRANSITION'],
  },
];
