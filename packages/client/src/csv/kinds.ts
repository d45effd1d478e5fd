import type { CellKind } from './cells.ts';

/** The members of a row and how they are typed in a file. */
export type Members = Readonly<Record<string, CellKind>>;

/** What an import of one kind of row needs. */
export interface ImportKind {
  members: Members;
  /** The members without which no row is created. */
  required: readonly string[];
  /** The member by which rows match. */
  key: string;
}

const people = { email: 'text', phone: 'text', address: 'text' } as const;

/** The kinds of rows that files bring into a shop. */
export const importKinds = {
  parts: {
    members: {
      sku: 'text',
      name: 'text',
      priceCents: 'cents',
      quantity: 'number',
      unit: 'text',
      decimals: 'integer',
      costCents: 'cents',
      minQuantity: 'number',
      maxQuantity: 'number',
      supplierId: 'integer',
      location: 'text',
    },
    required: ['name', 'priceCents'],
    key: 'sku',
  },
  customers: {
    members: {
      externalId: 'text',
      firstName: 'text',
      lastName: 'text',
      ...people,
      company: 'text',
      taxExempt: 'yesNo',
      note: 'text',
    },
    required: ['firstName', 'lastName'],
    key: 'externalId',
  },
  vehicles: {
    members: {
      externalId: 'text',
      customerId: 'integer',
      customerExternalId: 'text',
      make: 'text',
      model: 'text',
      year: 'integer',
      vin: 'text',
      licensePlate: 'text',
      mileageUnit: 'text',
      note: 'text',
    },
    required: ['make', 'model', 'year'],
    key: 'externalId',
  },
  suppliers: {
    members: { externalId: 'text', name: 'text', ...people, note: 'text' },
    required: ['name'],
    key: 'externalId',
  },
} satisfies Record<string, ImportKind>;

/** What can be imported. */
export type Importable = keyof typeof importKinds;
