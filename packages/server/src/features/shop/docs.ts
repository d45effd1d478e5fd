import * as shared from '@mechanic-shop/shared';
import { EXAMPLE_NOW, type FeatureDocs, type Members, model } from '../../core/docs.ts';
import { DEMO_SETTINGS } from './demo-settings.ts';

/** The settings of the demo shop. */
export const demoShop: shared.Shop = {
  ...DEMO_SETTINGS,
  approvalRequired: false,
  closures: [],
  paymentDays: 14,
  invoicePrefix: 'INV-',
  version: 2,
  updatedAt: '2026-09-25T08:00:00.000Z',
};

const members: Members = {
  name: 'The name of the shop.',
  address: 'The postal address.',
  phone: 'The phone number.',
  email: 'The e-mail for customers.',
  taxNumber: 'The tax number.',
  currency: 'The currency, ISO 4217.',
  timeZone: 'The time zone, a name of the IANA database.',
  language: 'The language, a BCP 47 tag.',
  mileageUnit: 'The unit of odometers: `km` or `mi`.',
  laborRateCents: 'The price per hour of labor, in integer cents.',
  taxMode: '`exclusive`: prices are without tax; `inclusive`: they contain it.',
  taxes: 'The tax rates, percentages from 0 to 100 with at most 3 decimals.',
  partsPercent: 'The tax rate of parts.',
  laborPercent: 'The tax rate of labor.',
  subletPercent: 'The tax rate of sublet work.',
  feesPercent: 'The tax rate of fees and supplies.',
  supplies: 'The charge for shop supplies on each ticket; null for none.',
  percent: 'The percentage of labor and parts before discounts.',
  capCents: 'The highest charge for supplies on one ticket, in integer cents; null for no cap.',
  approvalRequired: 'Whether customers must approve work before it is done.',
  estimateDays: 'How many days an estimate is valid.',
  paymentDays: 'How many days customers have to pay an invoice.',
  invoicePrefix: 'The prefix of invoice numbers.',
  documentNote: 'Printed below documents.',
  openingHours: 'When the shop is open, by its clock: up to 4 spans for each of the seven days, in order and apart.',
  closures: 'Days on which the shop is closed, at most 200 periods.',
  monday: 'Monday. An empty list: closed.',
  tuesday: 'Tuesday.',
  wednesday: 'Wednesday.',
  thursday: 'Thursday.',
  friday: 'Friday.',
  saturday: 'Saturday.',
  sunday: 'Sunday.',
  from: 'The first day, or the time when it opens, `HH:MM`.',
  to: 'The last day, or the time when it closes, `HH:MM` up to `24:00`.',
  note: 'Why it is closed.',
};

/** The settings of the shop. */
export const shopDocs: FeatureDocs<'shop'> = {
  tag: "The shop's settings.",
  resources: {},
  procedures: {
    get: {
      summary: "Read the shop's settings",
      description: 'No login needed.',
      reasons: [],
      example: {},
      answer: demoShop,
    },
    update: {
      summary: "Update the shop's settings",
      description: 'Admins only. Absent fields stay unchanged; `null` clears one.',
      reasons: ['VERSION_MISMATCH'],
      example: { laborRateCents: 9_900 },
      answer: { ...demoShop, laborRateCents: 9_900, version: 3, updatedAt: EXAMPLE_NOW },
    },
  },
  members,
  models: {
    Shop: model(shared.Shop, "The shop's settings.", {
      ...members,
      version: 'Incremented with every change.',
      updatedAt: 'When they were last changed.',
    }),
    MileageUnit: model(shared.MileageUnit, 'The unit of odometers.'),
    TaxMode: model(shared.TaxMode, 'Whether prices contain the tax.'),
  },
};
