import * as shared from '@mechanic-shop/shared';
import { EXAMPLE_NOW, examplePage, type FeatureDocs, model } from '../../core/docs.ts';
import { demoIds } from '../accounts/demo-people.ts';

/** The id of what the example of `create` creates in a fresh demo shop. */
const MADE = 63;

/** A vehicle of the demo shop. */
export const vehicle: shared.Vehicle = {
  id: 1,
  customerId: demoIds.customer,
  vin: 'WAUZZZF4XPL962145',
  vinCheck: 'ok',
  make: 'Audi',
  model: 'A4 (B9)',
  year: 2023,
  licensePlate: '231-MH-44573',
  version: 1,
  createdAt: '2026-09-29T08:05:00.000Z',
};

/** The customers' vehicles. */
export const vehiclesDocs: FeatureDocs<'vehicles'> = {
  tag: "The customers' vehicles.",
  resources: { vehicle: true },
  procedures: {
    list: {
      summary: 'List vehicles',
      description: 'Staff see all, customers their own; `search` covers make, model, plate and VIN. Newest first.',
      reasons: [],
      example: { ...examplePage, customerId: demoIds.customer },
      answer: { items: [vehicle], nextCursor: null },
      members: { customerId: "Staff only: this customer's vehicles." },
    },
    get: {
      summary: 'Read a vehicle',
      description: 'Customers see only their own.',
      reasons: ['NOT_FOUND'],
      example: { id: vehicle.id },
      answer: vehicle,
    },
    create: {
      summary: 'Add a vehicle',
      description: 'Staff name the customer; customers leave `customerId` out.',
      reasons: ['NOT_FOUND', 'VIN_TAKEN'],
      example: {
        customerId: demoIds.customer,
        make: 'Fiat',
        model: 'Panda',
        year: 2019,
        vin: 'ZFA31200003456789',
        licensePlate: '191-WW-1042',
      },
      answer: {
        id: MADE,
        customerId: demoIds.customer,
        vin: 'ZFA31200003456789',
        vinCheck: 'mismatch',
        make: 'Fiat',
        model: 'Panda',
        year: 2019,
        licensePlate: '191-WW-1042',
        version: 1,
        createdAt: EXAMPLE_NOW,
      },
    },
    update: {
      summary: 'Change a vehicle',
      description: 'Customers change only their own. Absent fields stay unchanged; `null` clears one.',
      reasons: ['NOT_FOUND', 'VERSION_MISMATCH', 'VIN_TAKEN'],
      example: { id: vehicle.id, licensePlate: '131-D-4410' },
      answer: { ...vehicle, licensePlate: '131-D-4410', version: 2 },
    },
    delete: {
      summary: 'Delete a vehicle',
      description: 'Customers delete only their own.',
      reasons: ['NOT_FOUND', 'IN_USE'],
      example: { id: MADE },
      answer: { id: MADE, message: 'The vehicle is deleted.' },
    },
  },
  members: {
    id: 'The vehicle.',
    customerId: 'The owner: required for staff, absent for customers, who own their vehicles.',
    make: 'The manufacturer.',
    model: 'The model.',
    year: 'The model year, up to next year.',
    vin: 'The vehicle identification number: 17 letters and digits, or the 4 to 16 of an older chassis or frame number. Spaces and hyphens are removed; letters become upper case.',
    licensePlate: 'The license plate; shown in upper case.',
  },
  models: {
    Vehicle: model(shared.Vehicle, "A customer's vehicle.", {
      id: 'The id.',
      customerId: 'Whose it is.',
      vin: '17 letters and digits, or the 4 to 16 of an older chassis or frame number; in upper case, without spaces and hyphens.',
      vinCheck:
        'Whether the check digit of a 17-character VIN is correct; vehicles built for Europe need not have one. Null for other numbers.',
      make: 'The manufacturer.',
      model: 'The model.',
      year: 'The model year.',
      licensePlate: 'The license plate, in upper case.',
      version: 'Incremented with every change.',
      createdAt: 'When it was created.',
    }),
  },
};
