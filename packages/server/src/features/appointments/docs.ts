import * as shared from '@mechanic-shop/shared';
import { EXAMPLE_NOW, type FeatureDocs, type Members, examplePage, model } from '../../core/docs.ts';
import { CUSTOMER, demoIds } from '../accounts/demo-people.ts';
import { bayExamples } from '../bays/docs.ts';
import { helper, personOf, ticket } from '../tickets/example-ticket.ts';
import { vehicle } from '../vehicles/docs.ts';

/** An appointment of the demo shop. */
export const appointment: shared.Appointment = {
  id: 3,
  customer: personOf({ id: demoIds.customer, ...CUSTOMER }),
  vehicle,
  ticketId: null,
  startsAt: '2026-11-20T14:00:00.000Z',
  endsAt: '2026-11-20T15:00:00.000Z',
  bay: { id: bayExamples[0].id, name: bayExamples[0].name },
  mechanic: helper,
  subject: 'Squeaking brakes',
  status: 'confirmed',
  note: null,
  version: 1,
  createdAt: '2026-11-17T15:02:00.000Z',
};

/** What the examples of `request` and `book` create in a fresh demo shop. */
const requested: shared.Appointment = {
  ...appointment,
  id: 8,
  startsAt: '2030-03-04T09:00:00.000Z',
  endsAt: '2030-03-04T10:00:00.000Z',
  mechanic: null,
  subject: 'Annual service',
  status: 'requested',
  version: 1,
  createdAt: EXAMPLE_NOW,
};
const booked: shared.Appointment = {
  ...requested,
  id: 9,
  startsAt: '2030-03-05T13:00:00.000Z',
  endsAt: '2030-03-05T14:30:00.000Z',
  mechanic: helper,
  subject: 'New winter tyres',
  status: 'confirmed',
  note: 'Brings the wheels along.',
};

const moved = (to: shared.AppointmentStatus, version = 2): shared.Appointment => ({ ...booked, status: to, version });
const opened: shared.Ticket = {
  ...ticket,
  id: ticket.id + 1,
  description: booked.subject,
  serviceDate: null,
  mechanics: [],
  version: 1,
  createdAt: EXAMPLE_NOW,
  updatedAt: EXAMPLE_NOW,
};

const CALENDAR = [
  'BEGIN:VCALENDAR',
  'VERSION:2.0',
  'PRODID:-//mechanic-shop//appointments//EN',
  'CALSCALE:GREGORIAN',
  'METHOD:PUBLISH',
  'END:VCALENDAR',
  '',
].join('\r\n');

const members: Members = {
  id: 'The appointment.',
  customerId: 'The customer. In a list: only their appointments; staff only.',
  startsAt: 'When it starts.',
  endsAt: 'When it ends; exclusive.',
  minutes: 'How many minutes it lasts.',
  vehicleId: 'The vehicle: one of the customer.',
  bayId: 'The bay. In a booking: absent for any active one that is free, null for none.',
  mechanicId: 'The mechanic.',
  subject: 'What the customer wants done.',
  note: 'A note for staff.',
  from: "The first day, by the shop's clock.",
  to: "The last day, by the shop's clock.",
  days: 'How many days.',
  status: 'The status.',
};

const MOVES = ['NOT_FOUND', 'VERSION_MISMATCH', 'ILLEGAL_TRANSITION'] as const;

/** Appointments. */
export const appointmentsDocs: FeatureDocs<'appointments'> = {
  tag: 'Times at which customers come to the shop.',
  resources: { appointment: true },
  procedures: {
    slots: {
      summary: 'List free slots',
      description:
        "At every quarter of an hour of the shop's clock that is not past, where the whole time lies in opening hours " +
        'and in no closure, and an active bay is free. Earliest first.',
      reasons: [],
      example: { from: '2030-03-04', days: 1, minutes: 60 },
      answer: {
        items: [
          { startsAt: '2030-03-04T08:00:00.000Z', endsAt: '2030-03-04T09:00:00.000Z' },
          { startsAt: '2030-03-04T08:15:00.000Z', endsAt: '2030-03-04T09:15:00.000Z' },
        ],
      },
    },
    request: {
      summary: 'Request an appointment',
      description:
        'Customers only. It holds a free bay. The time must be in opening hours and not past; a customer has at most ' +
        'five appointments that are requested, confirmed or arrived.',
      reasons: ['NOT_FOUND', 'ROLE_REQUIRED', 'SLOT_TAKEN'],
      example: { startsAt: requested.startsAt, minutes: 60, vehicleId: vehicle.id, subject: requested.subject },
      answer: requested,
    },
    book: {
      summary: 'Book an appointment',
      description: 'Mechanics only. Confirmed at once, also outside opening hours.',
      reasons: ['NOT_FOUND', 'SLOT_TAKEN'],
      example: {
        customerId: demoIds.customer,
        startsAt: booked.startsAt,
        minutes: 90,
        vehicleId: vehicle.id,
        mechanicId: helper.id,
        subject: booked.subject,
        note: booked.note,
      },
      answer: booked,
    },
    update: {
      summary: 'Change an appointment',
      description:
        'Mechanics only, while it is requested, confirmed or arrived. Its length and bay stay unless given. Absent ' +
        'fields stay unchanged; `null` clears one.',
      reasons: [...MOVES, 'SLOT_TAKEN'],
      example: { id: booked.id, minutes: 60 },
      answer: { ...booked, endsAt: '2030-03-05T14:00:00.000Z', version: 2 },
    },
    confirm: {
      summary: 'Confirm a request',
      description: 'Mechanics only.',
      reasons: MOVES,
      example: { id: requested.id },
      answer: { ...requested, status: 'confirmed', version: 2 },
    },
    arrive: {
      summary: 'Record that the customer is there',
      description: 'Mechanics only. From confirmed.',
      reasons: MOVES,
      example: { id: booked.id },
      answer: moved('arrived'),
    },
    noShow: {
      summary: 'Record that the customer did not come',
      description: 'Mechanics only. From confirmed.',
      reasons: MOVES,
      example: { id: requested.id },
      answer: { ...requested, status: 'no_show', version: 3 },
    },
    finish: {
      summary: 'Finish an appointment',
      description: 'Mechanics only. From arrived.',
      reasons: MOVES,
      example: { id: booked.id },
      answer: moved('done', 3),
    },
    cancel: {
      summary: 'Cancel an appointment',
      description: 'Customers cancel only their own. From requested or confirmed.',
      reasons: [...MOVES, 'ROLE_REQUIRED'],
      example: { id: booked.id + 1 },
      answer: { ...moved('cancelled'), id: booked.id + 1 },
      members: { note: 'Replaces the note. Staff only.' },
    },
    openTicket: {
      summary: 'Open the ticket of an appointment',
      description:
        'Mechanics only. From confirmed or arrived: with its customer, vehicle and subject. The appointment is ' +
        'arrived then, and names the ticket.',
      reasons: [...MOVES, 'IN_USE'],
      versioned: { schema: shared.Appointment, example: moved('arrived') },
      example: { id: booked.id },
      answer: opened,
    },
    get: {
      summary: 'Read an appointment',
      description: 'Customers see only their own.',
      reasons: ['NOT_FOUND'],
      example: { id: appointment.id },
      answer: appointment,
    },
    list: {
      summary: 'List appointments',
      description: 'By start, earliest first. Customers see only their own.',
      reasons: [],
      example: { ...examplePage, from: '2026-11-20', to: '2026-11-20' },
      answer: { items: [appointment], nextCursor: null },
    },
    calendar: {
      summary: 'Read the calendar of the shop',
      description:
        'Mechanics only. The appointments of 60 days that are live or done, as iCalendar (RFC 5545). Calendar programs ' +
        'may log in with HTTP Basic authentication: any user name, and an API key as the password.',
      reasons: [],
      example: {},
      answer: { ics: CALENDAR },
      members: { from: "The first day, by the shop's clock. Default today." },
    },
  },
  members,
  models: {
    Appointment: model(shared.Appointment, 'A time at which a customer comes to the shop.', {
      id: 'The id.',
      customer: 'The customer.',
      vehicle: 'The vehicle.',
      ticketId: 'The ticket that was opened from it.',
      startsAt: 'When it starts.',
      endsAt: 'When it ends; exclusive.',
      bay: 'The bay that it takes.',
      name: 'The name.',
      mechanic: 'The mechanic whose time it takes.',
      subject: 'What the customer wants done.',
      status: 'The status.',
      note: 'A note for staff; null for customers.',
      version: 'Incremented with every change.',
      createdAt: 'When it was created.',
    }),
    AppointmentStatus: model(
      shared.AppointmentStatus,
      'The status of an appointment. Requested, confirmed and arrived ones hold their bay and mechanic.',
    ),
    SlotList: model(shared.SlotList, 'Free slots.', {
      items: 'The slots, earliest first.',
      startsAt: 'When it starts.',
      endsAt: 'When it ends; exclusive.',
    }),
    CalendarFile: model(shared.CalendarFile, 'Appointments for calendar programs.', {
      ics: 'iCalendar (RFC 5545).',
    }),
  },
};
