import * as shared from '@mechanic-shop/shared';
import { EXAMPLE_NOW, type FeatureDocs, type Members, examplePage, model } from '../../core/docs.ts';
import { MECHANIC, OWNER, demoIds } from '../accounts/demo-people.ts';

const changed: shared.Event = {
  id: 4_711,
  at: EXAMPLE_NOW,
  kind: 'ticket.status_changed',
  entity: 'ticket',
  entityId: 3,
  version: 4,
  ticketId: 3,
  customerId: demoIds.customer,
  by: { id: demoIds.mechanic, firstName: MECHANIC.firstName, lastName: MECHANIC.lastName },
  via: 'session',
  requestId: '3b241101-e2bb-4255-8caf-4136c566a962',
  changes: { status: { before: 'open', after: 'in_progress' } },
};

const members: Members = {
  after: 'The id of the last event that the caller knows. Default 0: from the beginning.',
  lastEventId: 'The id of the last event that arrived, as a text; it wins over `after`.',
  limit: 'How many events to return at most.',
  kinds: 'Such as `ticket.created`, or `ticket.*` for all of one entity. Unknown kinds match nothing. Default all.',
  ticketId: 'Only events of this ticket, its estimates, invoices and payments.',
  entity: 'Such as `ticket`.',
  entityId: 'The id of the row.',
  accountId: 'Who did it.',
  kind: 'Such as `ticket.created`, or `ticket.*` for all of one entity.',
  from: "The first day in the shop's time zone.",
  to: "The last day in the shop's time zone.",
};

const eventMembers: Members = {
  id: 'Rises in the order in which changes became visible.',
  at: 'When it happened.',
  kind: '`entity.what`. An open list: ignore kinds that you do not know.',
  entity: 'The kind of row.',
  entityId: 'The id of the row.',
  version: 'The version of the row after the change; null for rows without one.',
  ticketId: 'The ticket that it is about; null if it is about none.',
  customerId: 'The customer whom the row belonged to.',
  by: 'Who did it; null for the system, a link and deleted accounts, and for customers if it was staff.',
  via: 'How the change was made.',
  requestId: 'The request that made the change.',
  changes:
    'The members that differ; of a created row all, with `before` null. Null for deleted rows, for events that change nothing, and for customers.',
  before: 'The value before; null in a created row.',
  after: 'The value after.',
};

/** Events in order. */
export const eventsDocs: FeatureDocs<'events'> = {
  tag: 'Everything that happens in the shop, in order.',
  resources: {},
  procedures: {
    list: {
      summary: 'List events after an id',
      description:
        'The way to keep a copy in sync: repeat with `after` set to `last` until `more` is false. Customers see events about what belongs to them, mechanics all but those of accounts, invites, keys and webhooks, admins all. Events are kept for `EVENT_DAYS` (365 by default).',
      reasons: ['NOT_FOUND', 'EVENTS_GONE'],
      example: { after: 0, kinds: ['ticket.*'], limit: 1 },
      answer: { items: [changed], last: changed.id, more: true },
    },
    live: {
      summary: 'Follow events as they happen',
      description:
        'A tRPC subscription over server-sent events, for `httpSubscriptionLink` or the client. It shows what `events.list` shows, within a second, and resumes after the last event without a gap.',
      reasons: ['NOT_FOUND', 'EVENTS_GONE', 'OVERLOADED'],
      example: { kinds: ['ticket.*'] },
      answer: { id: String(changed.id), data: changed },
      members: { after: 'The id of the last event that the caller knows. Default: only events from now on.' },
    },
  },
  members,
  models: {
    Event: model(shared.Event, 'Something that happened in the shop.', eventMembers),
    EventChange: model(shared.EventChange, 'A member before and after a change.', eventMembers),
    EventList: model(shared.EventList, 'Events in the order of their ids.', {
      items: 'The events.',
      last: 'The id up to which the server looked: the next `after`, also when filters left nothing.',
      more: 'Whether there is more to look at now.',
    }),
    EventVia: model(shared.EventVia, 'How a change was made. An open list: later versions may add values.'),
  },
};

/** The log for admins. */
export const auditDocs: FeatureDocs<'audit'> = {
  tag: 'The log of the shop for its admins.',
  resources: {},
  procedures: {
    list: {
      summary: 'List the log',
      description: 'Newest first. Admins only. `from` and `to` are inclusive.',
      reasons: [],
      example: { ...examplePage, entity: 'shop' },
      answer: {
        items: [
          {
            ...changed,
            id: 12,
            kind: 'shop.updated',
            entity: 'shop',
            entityId: 1,
            version: 2,
            ticketId: null,
            customerId: null,
            by: { id: 1, firstName: OWNER.firstName, lastName: OWNER.lastName },
            via: 'system',
            changes: { name: { before: 'Mechanic Shop', after: 'Demo Garage' } },
          },
        ],
        nextCursor: null,
      },
    },
  },
  members,
  models: {},
};
