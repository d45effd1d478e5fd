import type { Inspection, InspectionTemplate } from '@mechanic-shop/shared';
import type { Case } from './case.ts';
import { pageOf, ticket } from './samples.ts';

const template: InspectionTemplate = {
  id: 3,
  name: 'Yearly check',
  items: [
    { group: 'Brakes', name: 'Front pads' },
    { group: 'Tyres', name: 'Tread depth' },
  ],
  version: 1,
  createdAt: '2026-11-20T09:30:00.000Z',
};
const item = { note: null, measure: null, jobId: null };
const open: Inspection = {
  id: 21,
  ticketId: 13,
  name: 'Yearly check',
  items: [
    { ...item, id: 118, group: 'Brakes', name: 'Front pads', result: 'soon', measure: '3.2 mm', note: 'Worn' },
    { ...item, id: 119, group: 'Tyres', name: 'Tread depth', result: 'not_checked' },
  ],
  status: 'open',
  by: null,
  doneAt: null,
  version: 2,
  createdAt: '2026-11-20T09:30:00.000Z',
};
const done: Inspection = {
  ...open,
  status: 'done',
  by: { id: 2, firstName: 'Grace', lastName: 'Hopper' },
  doneAt: '2026-11-20T10:30:00.000Z',
  version: 3,
};
const shownItems = ['Front pads', 'soon', '3.2 mm', 'Worn', 'not checked'];
const newItems = ['--item', 'Brakes/Front pads', '--item', 'Tyres/Tread depth'];
const oneTemplate = { answer: template, shows: ['Inspection template 3: Yearly check', 'Brakes', 'Tread depth'] };

/** Commands for inspections and their templates. */
export const inspectionCases: Case[] = [
  {
    line: ['inspection-templates', 'list', '--limit', '5'],
    path: 'inspectionTemplates.list',
    input: { limit: 5 },
    answer: pageOf(template),
    shows: ['ITEMS', 'Yearly check', '2'],
  },
  {
    line: ['inspection-templates', 'show', '3'],
    path: 'inspectionTemplates.get',
    input: { id: 3 },
    ...oneTemplate,
  },
  {
    line: ['inspection-templates', 'create', 'Yearly check', ...newItems],
    path: 'inspectionTemplates.create',
    input: { name: 'Yearly check', items: template.items },
    ...oneTemplate,
  },
  {
    line: ['inspection-templates', 'update', '3', '--name', 'Check', ...newItems, '--if-version', '1'],
    path: 'inspectionTemplates.update',
    input: { id: 3, name: 'Check', items: template.items, version: 1 },
    ...oneTemplate,
  },
  {
    line: ['inspection-templates', 'delete', '3', '--yes'],
    path: 'inspectionTemplates.delete',
    input: { id: 3 },
    answer: { id: 3, message: 'The inspection template is deleted.' },
    shows: ['The inspection template is deleted.'],
  },
  {
    line: ['inspections', 'list', '13'],
    path: 'inspections.list',
    input: { ticketId: 13 },
    answer: pageOf(done),
    shows: ['CHECKED', '1 of 2', 'done', 'Grace Hopper'],
  },
  {
    line: ['inspections', 'show', '21'],
    path: 'inspections.get',
    input: { id: 21 },
    answer: open,
    shows: ['Inspection 21: Yearly check', '1 of 2', ...shownItems],
  },
  {
    line: ['inspections', 'start', '13', '3'],
    path: 'inspections.start',
    input: { ticketId: 13, templateId: 3 },
    answer: open,
    shows: ['Inspection 21: Yearly check', ...shownItems],
  },
  {
    line: ['inspections', 'record', '21', '--item', '118=soon/3.2 mm/Worn', '--item', '119=not checked'],
    path: 'inspections.record',
    input: {
      id: 21,
      items: [
        { itemId: 118, result: 'soon', measure: '3.2 mm', note: 'Worn' },
        { itemId: 119, result: 'not_checked' },
      ],
    },
    answer: open,
    shows: ['Inspection 21: Yearly check', ...shownItems],
  },
  {
    line: ['inspections', 'finish', '21', '--if-version', '2'],
    path: 'inspections.finish',
    input: { id: 21, version: 2 },
    answer: done,
    shows: ['Inspection 21: Yearly check', 'done', 'Grace Hopper'],
  },
  {
    line: ['inspections', 'recommend', '21', '118', '--canned-job', '4'],
    path: 'inspections.recommend',
    input: { id: 21, itemId: 118, cannedJobId: 4 },
    answer: ticket,
    shows: [String(ticket.id), ticket.description],
  },
];
