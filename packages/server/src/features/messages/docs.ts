import * as shared from '@mechanic-shop/shared';
import { EXAMPLE_NOW, examplePage, type FeatureDocs, type Members, model } from '../../core/docs.ts';
import { CUSTOMER, demoIds } from '../accounts/demo-people.ts';
import { ticket } from '../tickets/example-ticket.ts';

/** The id of what the example of `post` posts in a fresh demo shop. */
const MADE = 121;

const posted: shared.Message = {
  id: MADE,
  ticketId: ticket.id,
  author: { id: demoIds.customer, firstName: CUSTOMER.firstName, lastName: CUSTOMER.lastName, role: 'customer' },
  text: 'Can you also look at the left mirror?',
  internal: false,
  at: EXAMPLE_NOW,
};

const members: Members = {
  ticketId: 'The ticket.',
  text: 'The message, at most 4,000 characters.',
  internal: 'Whether only staff see it; for staff. Default false.',
  upTo: 'The id of the newest message that was read.',
};

/** Messages about tickets. */
export const messagesDocs: FeatureDocs<'messages'> = {
  tag: 'Messages about tickets, between the shop and its customers or within the shop.',
  resources: { message: true },
  procedures: {
    post: {
      summary: 'Post a message',
      description:
        'About a ticket of any status; customers about their own. Messages are never changed or deleted alone. Customers never see internal ones.',
      reasons: ['NOT_FOUND', 'ROLE_REQUIRED'],
      example: { ticketId: ticket.id, text: posted.text },
      answer: posted,
    },
    list: {
      summary: 'List the messages of a ticket',
      description: 'Newest first. Customers see those of their own tickets, and never internal ones.',
      reasons: ['NOT_FOUND'],
      example: { ...examplePage, ticketId: ticket.id },
      answer: { items: [posted], nextCursor: null },
    },
    unread: {
      summary: 'List tickets with unread messages',
      description:
        'Newest message first, at most 100 tickets. Customers read those of staff; staff those of customers, and internal ones of others.',
      reasons: [],
      example: {},
      answer: { items: [{ ticketId: ticket.id, count: 1, latestAt: EXAMPLE_NOW }] },
    },
    markRead: {
      summary: 'Mark messages as read',
      description: 'Those of a ticket up to one, for the caller. A mark never moves back.',
      reasons: ['NOT_FOUND'],
      example: { ticketId: ticket.id, upTo: MADE },
      answer: { ticketId: ticket.id, unread: 0 },
    },
  },
  members,
  models: {
    Message: model(shared.Message, 'A message about a ticket. Messages are never changed.', {
      id: 'The id.',
      ticketId: 'The ticket.',
      author: 'Who wrote it.',
      firstName: 'The first name.',
      lastName: 'The last name.',
      role: 'The role of the author.',
      text: 'The message.',
      internal: 'Whether only staff see it.',
      at: 'When it was posted.',
    }),
    UnreadList: model(shared.UnreadList, 'The tickets with messages that the caller has not read.', {
      items: 'The tickets, newest message first; at most 100.',
      ticketId: 'The ticket.',
      count: 'How many messages of it are unread.',
      latestAt: 'When the newest of them was posted.',
    }),
    MarkedRead: model(shared.MarkedRead, 'What is left to read of a ticket.', {
      ticketId: 'The ticket.',
      unread: 'How many messages are left to read.',
    }),
  },
};
