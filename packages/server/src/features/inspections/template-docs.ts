import * as shared from '@mechanic-shop/shared';
import { EXAMPLE_NOW, examplePage, type FeatureDocs, type Members, model } from '../../core/docs.ts';

/** The id of what the example of `create` creates in a fresh demo shop. */
const MADE = 2;

/** A template of the demo shop. */
export const template: shared.InspectionTemplate = {
  id: 1,
  name: 'Yearly check',
  items: [
    { group: 'Brakes', name: 'Front pads' },
    { group: 'Brakes', name: 'Rear pads' },
  ],
  version: 1,
  createdAt: '2026-09-25T13:45:00.000Z',
};
/** The template of the examples. */
export const made: shared.InspectionTemplate = {
  id: MADE,
  name: 'Winter check',
  items: [
    { group: 'Tyres', name: 'Tread depth' },
    { group: 'Electrics', name: 'Battery' },
  ],
  version: 1,
  createdAt: EXAMPLE_NOW,
};

const members: Members = {
  id: 'The template.',
  name: 'The name.',
  items: 'What it looks at, 1 to 200 items.',
  group: 'What the item belongs to.',
};

/** Templates of inspections. */
export const inspectionTemplatesDocs: FeatureDocs<'inspectionTemplates'> = {
  tag: 'Templates of inspections.',
  resources: { inspection_template: true },
  procedures: {
    list: {
      summary: 'List inspection templates',
      description: 'Mechanics only. Newest first.',
      reasons: [],
      example: examplePage,
      answer: { items: [template], nextCursor: null },
    },
    get: {
      summary: 'Read an inspection template',
      description: 'Mechanics only.',
      reasons: ['NOT_FOUND'],
      example: { id: MADE },
      answer: made,
    },
    create: {
      summary: 'Create an inspection template',
      description: 'Admins only.',
      reasons: [],
      example: { name: made.name, items: made.items },
      answer: made,
    },
    update: {
      summary: 'Update an inspection template',
      description: 'Admins only. `items` replaces all items. Inspections do not change.',
      reasons: ['NOT_FOUND', 'VERSION_MISMATCH'],
      example: { id: MADE, name: 'Check before winter' },
      answer: { ...made, name: 'Check before winter', version: 2 },
    },
    delete: {
      summary: 'Delete an inspection template',
      description: 'Admins only. Inspections do not change.',
      reasons: ['NOT_FOUND'],
      example: { id: MADE },
      answer: { id: MADE, message: 'The inspection template is deleted.' },
    },
  },
  members,
  models: {
    InspectionTemplate: model(shared.InspectionTemplate, 'The items of an inspection that the shop does often.', {
      ...members,
      id: 'The id.',
      items: 'What it looks at, in this order.',
      version: 'Incremented with every change.',
      createdAt: 'When it was created.',
    }),
  },
};
