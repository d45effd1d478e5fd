import * as shared from '@mechanic-shop/shared';
import { type FeatureDocs, type Members, examplePage, model } from '../../core/docs.ts';

/** The bays of the demo shop. */
export const bayExamples: readonly [shared.Bay, shared.Bay] = [
  { id: 1, name: 'Lift 1', active: true, version: 1 },
  { id: 2, name: 'Lift 2', active: true, version: 1 },
];

const made: shared.Bay = { id: 3, name: 'Alignment rack', active: true, version: 1 };

const members: Members = {
  id: 'The bay.',
  name: 'The name of the bay.',
  active: 'Whether it takes new appointments.',
};

/** The bays. */
export const baysDocs: FeatureDocs<'bays'> = {
  tag: 'Places where vehicles are worked on.',
  resources: { bay: true },
  procedures: {
    list: {
      summary: 'List bays',
      description: 'By id, inactive ones included.',
      reasons: [],
      example: examplePage,
      answer: { items: [...bayExamples], nextCursor: null },
    },
    create: {
      summary: 'Add a bay',
      description: 'Admins only. A shop has at most 200.',
      reasons: [],
      example: { name: made.name },
      answer: made,
    },
    update: {
      summary: 'Update a bay',
      description: 'Admins only. Its appointments do not change. Absent fields stay unchanged.',
      reasons: ['NOT_FOUND', 'VERSION_MISMATCH'],
      example: { id: made.id, active: false },
      answer: { ...made, active: false, version: 2 },
    },
    delete: {
      summary: 'Delete a bay',
      description: 'Admins only, and only a bay that never had an appointment.',
      reasons: ['NOT_FOUND', 'IN_USE'],
      example: { id: made.id },
      answer: { id: made.id, message: 'The bay is deleted.' },
    },
  },
  members,
  models: {
    Bay: model(shared.Bay, 'A place in the shop where one vehicle is worked on at a time.', {
      ...members,
      id: 'The id.',
      version: 'Incremented with every change.',
    }),
  },
};
