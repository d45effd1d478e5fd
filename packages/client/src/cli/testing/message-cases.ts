import type { Message } from '@mechanic-shop/shared';
import type { Case } from './case.ts';
import { pageOf } from './samples.ts';

const message: Message = {
  id: 91,
  ticketId: 13,
  author: { id: 2, firstName: 'Grace', lastName: 'Hopper', role: 'mechanic' },
  text: 'Ready on Thursday',
  internal: false,
  at: '2026-11-20T09:30:00.000Z',
};

/** Commands for messages. */
export const messageCases: Case[] = [
  {
    line: ['messages', 'list', '13', '--limit', '5'],
    path: 'messages.list',
    input: { ticketId: 13, limit: 5 },
    answer: pageOf({ ...message, internal: true }),
    shows: ['AUTHOR', 'Grace Hopper (mechanic)', 'yes', 'Ready on Thursday'],
  },
  {
    line: ['messages', 'post', '13', 'Ready on Thursday', '--internal'],
    path: 'messages.post',
    input: { ticketId: 13, text: 'Ready on Thursday', internal: true },
    answer: message,
    shows: ['Message 91', 'Grace Hopper (mechanic)', 'Ready on Thursday'],
  },
  {
    line: ['messages', 'unread'],
    path: 'messages.unread',
    input: {},
    answer: { items: [{ ticketId: 13, count: 2, latestAt: message.at }] },
    shows: ['TICKET', '13', '2', '2026-11-20'],
  },
  {
    line: ['messages', 'read', '13', '91'],
    path: 'messages.markRead',
    input: { ticketId: 13, upTo: 91 },
    answer: { ticketId: 13, unread: 0 },
    shows: ['All messages of ticket 13 are read.'],
  },
];
