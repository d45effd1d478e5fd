import { type Case, gone } from './case.ts';
import { customer, pageOf, part, vehicle } from './samples.ts';
import { cannedJob, reading, settings } from './work-samples.ts';

const shop = { answer: settings, shows: ['Byrne Motors', '90.00', '13.5%', '2%, at most 25.00', 'Europe/Dublin'] };
const job = {
  answer: cannedJob,
  others: { 'inventory.get': part, 'cannedJobs.get': cannedJob },
  shows: [
    'Canned job 21: Front brakes',
    'Fit pads: 1.5 h',
    'Test drive: 25.00',
    'Brake pads (BP-100): 2',
    'Disposal: 5.00',
  ],
};
const pads = { description: 'Fit pads', hours: 1.5, rateCents: null, priceCents: null };

/** Commands for the shop's settings, canned jobs, and what parts, customers and vehicles gained with them. */
export const settingsCases: Case[] = [
  { line: ['settings', 'show'], path: 'shop.get', input: undefined, ...shop },
  {
    line: ['settings', 'set', '--name', 'Byrne Motors', '--labor-rate', '90', '--clear', 'email', '--if-version', '2'],
    path: 'shop.update',
    input: { name: 'Byrne Motors', laborRateCents: 9000, email: null, version: 2 },
    ...shop,
  },
  {
    line: ['settings', 'set', '--parts-tax', '23', '--labor-tax', '13.5%', '--sublet-tax', '0', '--fees-tax', '9.125'],
    path: 'shop.update',
    input: {
      taxes: { partsPercent: 23, laborPercent: 13.5, subletPercent: 0, feesPercent: 9.125 },
      version: 3,
    },
    others: { 'shop.get': settings },
    ...shop,
  },
  {
    line: [
      'settings',
      'set',
      '--hours',
      'monday=08:00-12:30,13:00-17:00',
      '--hours',
      'tuesday=closed',
      '--closure',
      'none',
    ],
    path: 'shop.update',
    input: {
      openingHours: {
        ...settings.openingHours,
        monday: [
          { from: '08:00', to: '12:30' },
          { from: '13:00', to: '17:00' },
        ],
        tuesday: [],
      },
      closures: [],
      version: 3,
    },
    others: { 'shop.get': settings },
    answer: settings,
    shows: ['08:00-12:00, 13:00-17:00', 'closed', '2026-12-24 to 2026-12-31: Christmas'],
  },
  {
    line: ['settings', 'set', '--closure', '2026-12-24..2027-01-01=Christmas', '--closure', '2027-03-17'],
    path: 'shop.update',
    input: {
      closures: [
        { from: '2026-12-24', to: '2027-01-01', note: 'Christmas' },
        { from: '2027-03-17', to: '2027-03-17' },
      ],
    },
    ...shop,
  },
  {
    line: ['settings', 'set', '--labor-tax', '12', '--supplies-cap', '30'],
    path: 'shop.update',
    input: {
      taxes: { ...settings.taxes, laborPercent: 12 },
      supplies: { percent: 2, capCents: 3000 },
      version: 3,
    },
    others: { 'shop.get': settings },
    ...shop,
  },
  {
    line: ['settings', 'set', '--supplies-percent', '3', '--clear', 'supplies-cap'],
    path: 'shop.update',
    input: { supplies: { percent: 3, capCents: null }, version: 3 },
    others: { 'shop.get': settings },
    ...shop,
  },
  {
    line: ['settings', 'set', '--clear', 'supplies-percent'],
    path: 'shop.update',
    input: { supplies: null, version: 3 },
    others: { 'shop.get': settings },
    ...shop,
  },

  {
    line: ['jobs', 'list', '--search', 'brakes'],
    path: 'cannedJobs.list',
    input: { search: 'brakes' },
    answer: pageOf(cannedJob),
    shows: ['LABOR', 'Front brakes', 'Pads and discs.'],
  },
  { line: ['jobs', 'show', '21'], path: 'cannedJobs.get', input: { id: 21 }, ...job },
  {
    line: [
      'jobs add --name=Front --labor Fit=1.5h --labor Polish=2h@95.00 --labor Test=a=25.00'.split(' '),
      '--part 7=2 --part 8=4.3 --part 9 --fee Disposal=5 --sublet Paint=80.00'.split(' '),
    ].flat(),
    path: 'cannedJobs.create',
    input: {
      name: 'Front',
      labor: [
        { ...pads, description: 'Fit' },
        { description: 'Polish', hours: 2, rateCents: 9500, priceCents: null },
        { description: 'Test=a', hours: null, rateCents: null, priceCents: 2500 },
      ],
      parts: [
        { partId: 7, quantity: 2 },
        { partId: 8, quantity: 4.3 },
        { partId: 9, quantity: 1 },
      ],
      extras: [
        { kind: 'fee', description: 'Disposal', amountCents: 500 },
        { kind: 'sublet', description: 'Paint', amountCents: 8000 },
      ],
    },
    ...job,
  },
  {
    line: ['jobs', 'update', '21', '--labor', 'Fit pads=1.5h', '--clear', 'part', '--clear', 'description'],
    path: 'cannedJobs.update',
    input: { id: 21, labor: [pads], parts: [], description: null },
    ...job,
  },
  {
    line: ['jobs', 'update', '21', '--clear', 'fee', '--sublet', 'Paint=80'],
    path: 'cannedJobs.update',
    input: { id: 21, extras: [{ kind: 'sublet', description: 'Paint', amountCents: 8000 }] },
    ...job,
  },
  {
    // Sublet work alone leaves the fees as they are, unless somebody changes the job in between.
    line: ['jobs', 'update', '21', '--sublet', 'Paint=80'],
    path: 'cannedJobs.update',
    input: {
      id: 21,
      extras: [...cannedJob.extras, { kind: 'sublet', description: 'Paint', amountCents: 8000 }],
      version: 2,
    },
    ...job,
  },
  { line: ['jobs', 'delete', '7'], path: 'cannedJobs.delete', input: { id: 7 }, answer: gone, shows: ['It is gone.'] },

  {
    line: ['parts', 'list', '--retired'],
    path: 'inventory.list',
    input: { active: false },
    answer: pageOf({ ...part, unit: 'l', decimals: 1, quantity: 10.5 }),
    shows: ['10.5 l'],
  },
  {
    line: ['parts', 'add', '--name', 'Oil', '--price', '8.99', '--quantity', '10.5', '--unit', 'l', '--decimals', '1'],
    path: 'inventory.create',
    input: { name: 'Oil', priceCents: 899, quantity: 10.5, unit: 'l', decimals: 1 },
    answer: { ...part, unit: 'l', decimals: 1, quantity: 10.5 },
    shows: ['10.5 l'],
  },
  {
    line: ['parts', 'update', '7', '--no-active', '--decimals', '2', '--unit', 'kg'],
    path: 'inventory.update',
    input: { id: 7, active: false, decimals: 2, unit: 'kg' },
    answer: { ...part, active: false },
    shows: ['active     no'],
  },
  {
    line: ['parts', 'adjust', '7', '-0.3'],
    path: 'inventory.adjust',
    input: { id: 7, delta: -0.3 },
    answer: part,
    shows: ['Part 7'],
  },

  {
    line: ['customers', 'list', '--retired'],
    path: 'customers.list',
    input: { active: false },
    answer: pageOf(customer),
    shows: ['Ada Lovelace'],
  },
  {
    line: [
      'customers',
      'add',
      '--first-name=A',
      '--last-name=B',
      '--company=Engines Ltd',
      '--tax-exempt',
      '--note=Pays late',
    ],
    path: 'customers.create',
    input: { firstName: 'A', lastName: 'B', company: 'Engines Ltd', taxExempt: true, note: 'Pays late' },
    answer: { ...customer, company: 'Engines Ltd', taxExempt: true, note: 'Pays late' },
    shows: ['Engines Ltd', 'tax exempt   yes', 'Pays late'],
  },
  {
    line: ['customers', 'update', '5', '--clear', 'company', '--no-tax-exempt', '--clear', 'note', '--no-active'],
    path: 'customers.update',
    input: { id: 5, company: null, taxExempt: false, note: null, active: false },
    answer: { ...customer, active: false },
    shows: ['active       no'],
  },
  {
    line: ['customers', 'merge', '7', '5'],
    path: 'customers.merge',
    input: { id: 7, intoId: 5 },
    answer: customer,
    shows: ['Customer 5: Ada Lovelace'],
  },
  {
    line: ['vehicles', 'list', '--retired'],
    path: 'vehicles.list',
    input: { active: false },
    answer: pageOf(vehicle),
    shows: ['AB-123'],
  },
  {
    line: ['vehicles', 'update', '9', '--no-active', '--mileage-unit', 'mi', '--note', 'Rusty'],
    path: 'vehicles.update',
    input: { id: 9, active: false, mileageUnit: 'mi', note: 'Rusty' },
    answer: { ...vehicle, active: false, mileageUnit: 'mi', note: 'Rusty' },
    shows: ['84000 mi', 'Rusty'],
  },
  {
    line: ['vehicles', 'transfer', '9', '6', '--if-version', '1'],
    path: 'vehicles.transfer',
    input: { id: 9, customerId: 6, version: 1 },
    answer: vehicle,
    shows: ['Vehicle 9'],
  },
  {
    line: ['vehicles', 'mileage', '9', '--limit', '1'],
    path: 'vehicles.mileage',
    input: { id: 9, limit: 1 },
    answer: pageOf(reading),
    shows: ['MILEAGE', '84012', '13'],
  },
];
