import * as shared from '@mechanic-shop/shared';
import { EXAMPLE_NOW, created, examplePage, type FeatureDocs, model } from '../../core/docs.ts';
import { CUSTOMER, demoIds } from '../accounts/demo-people.ts';

/** The id of what the example of `create` creates in a fresh demo shop. */
const MADE = 56;
/** A customer of the demo shop without a login, who came twice. */
const MERGED = 57;
/** The customer whom the example of `import` creates. */
const ERASED = 59;

/** The demo customer with a login. */
export const customer: shared.Customer = {
  id: demoIds.customer,
  ...CUSTOMER,
  phone: '+353 20 910 1000',
  address: '1 Ferryman’s Row, Dublin 8',
  company: null,
  taxExempt: false,
  note: null,
  externalId: null,
  hasLogin: true,
  active: true,
  version: 1,
  createdAt: '2026-09-29T08:05:00.000Z',
};
/** Who was imported. */
const erasing: shared.Customer = {
  ...customer,
  id: ERASED,
  firstName: 'Nora',
  lastName: 'Quinn',
  email: null,
  phone: '+353 20 910 1077',
  address: null,
  externalId: 'C-1042',
  hasLogin: false,
  createdAt: EXAMPLE_NOW,
};
/** Descriptions of a customer's fields. */
export const customerMembers = {
  id: "The id; also that of the customer's account, if there is one.",
  firstName: 'The first name.',
  lastName: 'The last name.',
  email:
    'The unique e-mail that the customer logs in with; without a login, a contact address that need not be unique.',
  phone: 'The phone number.',
  address: 'The postal address.',
  company: 'The company.',
  taxExempt: 'Whether the customer pays no tax. Set by staff only.',
  note: 'For staff only; null for customers.',
  externalId: 'The id in another system, unique among customers. For staff only; null for customers.',
  active: 'False once the customer is retired: new tickets cannot name them.',
  hasLogin: 'Whether the customer has a login.',
  version: 'Incremented with every change.',
  createdAt: 'When it was created.',
};

/** The shop's customers. */
export const customersDocs: FeatureDocs<'customers'> = {
  tag: "The shop's customers, with and without a login.",
  resources: { customer: true },
  procedures: {
    list: {
      summary: 'List customers',
      description: 'Mechanics only. `search` searches name, e-mail and phone.',
      reasons: [],
      example: { ...examplePage, search: 'byrne' },
      answer: { items: [customer], nextCursor: null },
    },
    get: {
      summary: 'Read a customer',
      description: 'Customers see only themselves.',
      reasons: ['NOT_FOUND'],
      example: { id: demoIds.customer },
      answer: customer,
    },
    create: {
      summary: 'Create a customer without a login',
      description: 'Mechanics only.',
      reasons: ['EMAIL_TAKEN', 'EXTERNAL_ID_TAKEN'],
      example: {
        firstName: 'Brendan',
        lastName: 'Quirke',
        phone: '+353 20 910 0017',
        address: '3 Quarry Hill, Naas',
      },
      answer: {
        id: MADE,
        firstName: 'Brendan',
        lastName: 'Quirke',
        email: null,
        phone: '+353 20 910 0017',
        address: '3 Quarry Hill, Naas',
        company: null,
        taxExempt: false,
        note: null,
        externalId: null,
        hasLogin: false,
        active: true,
        version: 1,
        createdAt: EXAMPLE_NOW,
      },
    },
    import: {
      summary: 'Import up to 200 customers',
      description: 'Mechanics only. Rows match by `externalId`.',
      reasons: [],
      example: {
        rows: [{ externalId: 'C-1042', firstName: 'Nora', lastName: 'Quinn', phone: '+353 20 910 1077' }],
        onMatch: 'update',
      },
      answer: created(ERASED),
      members: { externalId: 'The id in the system that the rows come from.' },
    },
    exportData: {
      summary: 'Export what is stored about a customer',
      description: 'Admins, and customers themselves. Everything as the API shows it to the caller.',
      reasons: ['NOT_FOUND'],
      example: { id: ERASED },
      answer: {
        data: {
          customer: erasing,
          vehicles: [],
          mileage: [],
          tickets: [],
          history: [],
          messages: [],
          estimates: [],
          approvals: [],
          inspections: [],
          appointments: [],
          deferred: [],
          invoices: [],
          payments: [],
          sessions: [],
        },
      },
    },
    erase: {
      summary: 'Erase a person',
      description:
        'Admins only. Erases name, contact data, login, notes, messages, plates and VINs, also in past events. Messages, estimates and events follow right after the call. Live appointments are cancelled. Tickets stay, and issued invoices keep what they print. Not while a ticket or an invoice is open.',
      reasons: ['NOT_FOUND', 'VERSION_MISMATCH', 'IN_USE'],
      example: { id: ERASED },
      answer: { ...erasing, firstName: 'Erased', lastName: `#${ERASED}`, phone: null, externalId: null, version: 2 },
    },
    update: {
      summary: 'Update a customer',
      description:
        'Customers change only themselves; `email` only while there is no login. Absent fields stay unchanged; `null` ' +
        'clears one.',
      reasons: ['NOT_FOUND', 'VERSION_MISMATCH', 'EMAIL_TAKEN', 'EXTERNAL_ID_TAKEN'],
      example: { id: demoIds.customer, phone: '+353 20 910 0099' },
      answer: { ...customer, phone: '+353 20 910 0099', version: 2 },
    },
    delete: {
      summary: 'Delete a customer with vehicles and sessions',
      description: 'Admins, or the customers themselves, who send their password in the body.',
      reasons: ['NOT_FOUND', 'INVALID_CREDENTIALS', 'ROLE_REQUIRED', 'IN_USE', 'OVERLOADED'],
      example: { id: MADE },
      answer: { id: MADE, message: 'The customer is deleted.' },
    },
    merge: {
      summary: 'Merge a customer into another',
      description:
        'Admins only. Vehicles and tickets of a customer without a login move to the other customer; the first row is deleted. The other customer keeps their external id, or gets that of the first.',
      reasons: ['NOT_FOUND', 'IN_USE', 'VIN_TAKEN'],
      example: { id: MERGED, intoId: demoIds.customer },
      answer: { ...customer, version: 3 },
      members: { id: 'The customer to merge and delete; must not have a login.' },
    },
  },
  members: {
    firstName: 'The first name.',
    lastName: 'The last name.',
    address: 'The postal address, on one line or several.',
    phone: 'The phone number, in any notation.',
    id: 'The customer.',
    email: 'The e-mail, as a contact address; can be changed only while there is no login.',
    company: 'The company.',
    taxExempt: 'Whether the customer pays no tax. Staff only.',
    note: 'For staff. Staff only.',
    externalId: 'The id in another system, unique among customers. Staff only.',
    active:
      'For a list: whether to list customers in use (default) or retired ones. For a change: false retires. Staff only.',
    intoId: 'The customer who takes over the vehicles and tickets.',
    password: 'Required when customers delete themselves: their password.',
  },
  models: {
    PersonalData: model(shared.PersonalData, 'What is stored about a customer.', {
      data: 'Everything, as the API shows it to the caller.',
      customer: 'The customer.',
      vehicles: 'Their vehicles.',
      mileage: 'The odometer readings of the vehicles.',
      tickets: 'Their tickets.',
      history: 'The status changes of the tickets.',
      messages: 'What was written on the tickets.',
      estimates: 'What they were asked to approve.',
      approvals: 'What they approved and declined.',
      inspections: 'The finished and running inspections of the tickets.',
      appointments: 'Their appointments, also cancelled ones.',
      deferred: 'Work that was not done.',
      invoices: 'Their invoices.',
      payments: 'What they paid.',
      sessions: 'Where they are logged in; only in their own export.',
    }),
    VehicleReading: model(shared.VehicleReading, 'An odometer reading and its vehicle.', {
      vehicleId: 'The vehicle.',
      id: 'The id.',
      mileage: 'What the odometer showed, in the unit of the vehicle.',
      at: 'When it was read.',
      ticketId: 'The ticket for which it was read.',
    }),
    Customer: model(shared.Customer, 'A customer of the shop, with or without a login.', customerMembers),
  },
};
