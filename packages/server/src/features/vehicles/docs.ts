import * as shared from '@mechanic-shop/shared';
import { EXAMPLE_NOW, created, examplePage, type FeatureDocs, model } from '../../core/docs.ts';
import { demoIds } from '../accounts/demo-people.ts';

/** The id of what the example of `create` creates in a fresh demo shop. */
const MADE = 63;
/** A customer of the demo shop who buys a car. */
const NEW_OWNER = 20;

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
  mileage: null,
  mileageUnit: 'km',
  note: null,
  externalId: null,
  active: true,
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
      description: 'Staff see all, customers their own. `search` searches make, model, plate and VIN. Newest first.',
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
      reasons: ['NOT_FOUND', 'VIN_TAKEN', 'EXTERNAL_ID_TAKEN'],
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
        mileage: null,
        mileageUnit: 'km',
        note: null,
        externalId: null,
        active: true,
        version: 1,
        createdAt: EXAMPLE_NOW,
      },
    },
    import: {
      summary: 'Import up to 200 vehicles',
      description: 'Mechanics only. Rows match by `externalId`, else by the VIN within the vehicles of their owner.',
      reasons: [],
      example: {
        rows: [{ externalId: 'V-2077', customerId: demoIds.customer, make: 'Skoda', model: 'Fabia', year: 2021 }],
        onMatch: 'update',
      },
      answer: created(MADE + 1),
      members: {
        customerId: 'The owner; or name them by `customerExternalId`.',
        customerExternalId: "The owner's id in the system that the rows come from.",
      },
    },
    update: {
      summary: 'Update a vehicle',
      description: 'Customers change only their own. Absent fields stay unchanged; `null` clears one.',
      reasons: ['NOT_FOUND', 'VERSION_MISMATCH', 'VIN_TAKEN', 'EXTERNAL_ID_TAKEN'],
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
    mileage: {
      summary: "List a vehicle's odometer readings",
      description: 'Customers see only their own. Newest first.',
      reasons: ['NOT_FOUND'],
      example: { ...examplePage, id: vehicle.id },
      answer: { items: [{ id: 1, mileage: 48_210, at: EXAMPLE_NOW, ticketId: 132 }], nextCursor: null },
    },
    transfer: {
      summary: 'Give a vehicle to another customer',
      description: 'Mechanics only. Existing tickets stay with their customer.',
      reasons: ['NOT_FOUND', 'VERSION_MISMATCH', 'VIN_TAKEN'],
      example: { id: MADE, customerId: NEW_OWNER },
      answer: { ...vehicle, customerId: NEW_OWNER, version: 3 },
      members: { customerId: 'The new owner.' },
    },
  },
  members: {
    id: 'The vehicle.',
    mileageUnit: "The unit of the odometer; default the shop's.",
    note: 'For staff. Staff only.',
    externalId: 'The id in another system, unique among vehicles. Staff only.',
    active:
      'For a list: whether to list vehicles in use (default) or retired ones. For a change: false retires. Staff only.',
    customerId: 'The owner: required for staff; customers leave it out, because their vehicles are their own.',
    make: 'The manufacturer.',
    model: 'The model.',
    year: 'The model year, up to next year.',
    vin: 'The vehicle identification number: 17 letters and digits, or the 4 to 16 of an older chassis or frame number. Spaces and hyphens are removed; letters become upper case.',
    licensePlate: 'The license plate; shown in upper case.',
  },
  models: {
    Vehicle: model(shared.Vehicle, "A customer's vehicle.", {
      id: 'The id.',
      customerId: 'The owner.',
      vin: '17 letters and digits, or the 4 to 16 of an older chassis or frame number; in upper case, without spaces and hyphens.',
      vinCheck:
        'Whether the check digit of a 17-character VIN is correct; vehicles built for Europe need not have one. Null for other numbers.',
      make: 'The manufacturer.',
      model: 'The model.',
      year: 'The model year.',
      licensePlate: 'The license plate, in upper case.',
      mileage: 'The highest odometer reading; null if there is none.',
      mileageUnit: 'The unit of the odometer.',
      note: 'Null for customers: only staff see notes.',
      externalId: 'The id in another system, unique among vehicles. Null for customers: only staff see it.',
      active: 'False once the vehicle is retired: new tickets cannot name it.',
      version: 'Incremented with every change.',
      createdAt: 'When it was created.',
    }),
    MileageReading: model(shared.MileageReading, 'One reading of an odometer.', {
      id: 'The id.',
      mileage: 'The reading.',
      at: 'When it was recorded.',
      ticketId: 'The ticket for which it was recorded.',
    }),
  },
};
