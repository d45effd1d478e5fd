import * as shared from '@mechanic-shop/shared';
import { EXAMPLE_NOW, created, examplePage, type FeatureDocs, type Members, model } from '../../core/docs.ts';

/** The id of what the example of `create` creates in a fresh demo shop. */
const MADE = 3;

/** A supplier of the demo shop. */
export const supplier: shared.Supplier = {
  id: 1,
  name: 'Liffey Motor Factors',
  email: 'orders@liffey-factors.example',
  phone: '+353 20 911 0134',
  address: 'Unit 14, Ballymount Road\nDublin 12',
  note: 'Delivers at 7:30 and at 13:00. Order by 18:00 for the next morning.',
  externalId: null,
  active: true,
  version: 1,
  createdAt: '2026-09-25T08:00:00.000Z',
};

const made: shared.Supplier = {
  id: MADE,
  name: 'Shannon Tyres',
  email: null,
  phone: '+353 20 913 0077',
  address: null,
  note: null,
  externalId: null,
  active: true,
  version: 1,
  createdAt: EXAMPLE_NOW,
};

const members: Members = {
  id: 'The supplier.',
  name: 'The name.',
  email: 'The e-mail address.',
  phone: 'The phone number.',
  address: 'The address.',
  note: 'For staff.',
  externalId: 'The id in another system, unique among suppliers.',
  active:
    'In a list, `true` (default) selects suppliers in use and `false` retired ones; in an update, `false` retires the supplier.',
};

/** The businesses that the shop buys parts from. */
export const suppliersDocs: FeatureDocs<'suppliers'> = {
  tag: 'The businesses that the shop buys parts from.',
  resources: { supplier: true },
  procedures: {
    list: {
      summary: 'List suppliers',
      description: 'Mechanics only. Newest first; `search` searches name, e-mail, phone and address.',
      reasons: [],
      example: { ...examplePage, search: 'liffey' },
      answer: { items: [supplier], nextCursor: null },
    },
    get: {
      summary: 'Read a supplier',
      description: 'Mechanics only.',
      reasons: ['NOT_FOUND'],
      example: { id: supplier.id },
      answer: supplier,
    },
    create: {
      summary: 'Add a supplier',
      description: 'Mechanics only.',
      reasons: ['EXTERNAL_ID_TAKEN'],
      example: { name: made.name, phone: made.phone },
      answer: made,
    },
    import: {
      summary: 'Import up to 200 suppliers',
      description: 'Mechanics only. Rows match by `externalId`.',
      reasons: [],
      example: { rows: [{ externalId: 'S-12', name: 'Boyne Glass', phone: '+353 20 914 0020' }], onMatch: 'update' },
      answer: created(MADE + 1),
    },
    update: {
      summary: 'Update a supplier',
      description: 'Mechanics only. Absent fields stay unchanged.',
      reasons: ['NOT_FOUND', 'VERSION_MISMATCH', 'EXTERNAL_ID_TAKEN'],
      example: { id: MADE, note: 'Tyres only; same day before 11:00.' },
      answer: { ...made, note: 'Tyres only; same day before 11:00.', version: 2 },
    },
    delete: {
      summary: 'Delete a supplier',
      description: 'Admins only. Not one that a purchase or a part names: retire it instead.',
      reasons: ['NOT_FOUND', 'IN_USE'],
      example: { id: MADE },
      answer: { id: MADE, message: 'The supplier is deleted.' },
    },
  },
  members,
  models: {
    Supplier: model(shared.Supplier, 'A business that the shop buys parts from.', {
      ...members,
      id: 'The id.',
      active: 'False if the supplier is retired: its purchases stay, but new ones cannot name it.',
      version: 'Incremented with every change.',
      createdAt: 'When it was created.',
    }),
  },
};
