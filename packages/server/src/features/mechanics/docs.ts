import * as shared from '@mechanic-shop/shared';
import { EXAMPLE_NOW, EXAMPLE_PASSWORD, examplePage, type FeatureDocs, model } from '../../core/docs.ts';
import { MECHANIC, demoIds } from '../accounts/demo-people.ts';

/** The id of what the example of `create` creates in a fresh demo shop. */
const MADE = 58;

/** A mechanic of the demo shop. */
export const mechanic: shared.Mechanic = {
  id: demoIds.mechanic,
  firstName: MECHANIC.firstName,
  lastName: MECHANIC.lastName,
  specialty: 'Engines and gearboxes',
};
/** The staff record of the same mechanic. */
export const staffRecord: shared.StaffRecord = {
  ...mechanic,
  role: 'mechanic',
  email: MECHANIC.email,
  address: null,
  salaryCents: 4_650_000,
  active: true,
  version: 1,
  createdAt: '2026-09-25T08:00:00.000Z',
};
const mechanicMembers = {
  id: "The id; also that of the mechanic's account.",
  firstName: 'The first name.',
  lastName: 'The last name.',
  specialty: 'The specialty.',
};

/** The shop's staff. */
export const mechanicsDocs: FeatureDocs<'mechanics'> = {
  tag: "The shop's staff.",
  resources: { mechanic: true },
  procedures: {
    list: {
      summary: 'List mechanics',
      description: 'Active mechanics only, newest first. `search` searches name and specialty.',
      reasons: [],
      example: { ...examplePage, search: 'brakes' },
      answer: {
        items: [{ id: demoIds.helper, firstName: 'Aisling', lastName: 'Doyle', specialty: 'Brakes and suspension' }],
        nextCursor: null,
      },
    },
    get: {
      summary: 'Read a mechanic',
      description: 'Active mechanics only. No login needed.',
      reasons: ['NOT_FOUND'],
      example: { id: demoIds.mechanic },
      answer: mechanic,
    },
    records: {
      summary: 'List staff records',
      description: 'Admins only. Active and deactivated mechanics, newest first.',
      reasons: [],
      example: { ...examplePage, active: true },
      answer: { items: [staffRecord], nextCursor: null },
    },
    record: {
      summary: 'Read a staff record',
      description: 'Mechanics see only their own.',
      reasons: ['NOT_FOUND'],
      example: { id: demoIds.mechanic },
      answer: staffRecord,
    },
    create: {
      summary: 'Create an account for a mechanic or admin',
      description: 'Admins only.',
      reasons: ['EMAIL_TAKEN', 'OVERLOADED'],
      example: {
        email: 'orla@example.com',
        password: EXAMPLE_PASSWORD,
        firstName: 'Orla',
        lastName: 'Tuohy',
        specialty: 'Hybrids',
        salaryCents: 4_400_000,
      },
      answer: {
        id: MADE,
        firstName: 'Orla',
        lastName: 'Tuohy',
        specialty: 'Hybrids',
        role: 'mechanic',
        email: 'orla@example.com',
        address: null,
        salaryCents: 4_400_000,
        active: true,
        version: 1,
        createdAt: EXAMPLE_NOW,
      },
    },
    update: {
      summary: 'Update a staff record',
      description:
        "Admins only. Changing `email`, `role` or `active` ends that person's sessions. Absent fields stay unchanged.",
      reasons: ['NOT_FOUND', 'VERSION_MISMATCH', 'EMAIL_TAKEN', 'LAST_ADMIN'],
      example: { id: demoIds.helper, specialty: 'Brakes, suspension and steering' },
      answer: {
        ...staffRecord,
        id: demoIds.helper,
        firstName: 'Aisling',
        lastName: 'Doyle',
        email: 'aisling@demo.example',
        specialty: 'Brakes, suspension and steering',
        salaryCents: 4_500_000,
        version: 2,
      },
    },
    delete: {
      summary: 'Delete a mechanic who is on no ticket',
      description: 'Admins only; they cannot delete themselves. Deactivate mechanics who are on tickets.',
      reasons: ['NOT_FOUND', 'IN_USE', 'LAST_ADMIN'],
      example: { id: MADE },
      answer: { id: MADE, message: 'The mechanic is deleted.' },
    },
    ranking: {
      summary: 'Rank mechanics by their number of tickets',
      description: 'Most first, ties by id.',
      reasons: [],
      example: { limit: 3 },
      answer: { items: [{ mechanic, ticketCount: 41 }] },
    },
  },
  members: {
    firstName: 'The first name.',
    lastName: 'The last name.',
    address: 'The postal address, on one line or several.',
    phone: 'The phone number, in any notation.',
    id: 'The mechanic.',
    email: 'The e-mail to log in with.',
    password: 'The first password.',
    specialty: 'The specialty.',
    salaryCents: 'The salary, in integer cents. The period is up to the shop.',
    role: '`mechanic` or `admin`. Admins have all permissions of mechanics.',
    active: 'Whether the mechanic is employed and can log in.',
    limit: 'How many mechanics to return.',
  },
  models: {
    Mechanic: model(shared.Mechanic, 'The public record of a mechanic.', mechanicMembers),
    Ranking: model(shared.Ranking, 'Mechanics with their current number of tickets.', {
      items: 'Most tickets first, ties by id.',
      mechanic: 'The mechanic.',
      ticketCount: 'The number of tickets, in any status.',
    }),
    StaffRecord: model(shared.StaffRecord, 'The staff record of a mechanic, visible to admins and the mechanic.', {
      ...mechanicMembers,
      role: '`mechanic` or `admin`. Admins have all permissions of mechanics.',
      email: 'The e-mail to log in with.',
      address: 'The postal address.',
      salaryCents: 'The salary, in integer cents. The period is up to the shop.',
      active: 'A deactivated mechanic cannot log in and is hidden from the public lists.',
      version: 'Incremented with every change.',
      createdAt: 'When it was created.',
    }),
  },
};
