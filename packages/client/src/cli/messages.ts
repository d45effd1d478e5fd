import type { Message, UnreadMessages } from '@mechanic-shop/shared';
import type { Command } from 'commander';
import { card } from './card.ts';
import { addCommand, addGroup, itemsOf } from './command.ts';
import { flag, id, integer, required, text } from './fields.ts';
import type { Io } from './io.ts';
import { addList } from './list.ts';
import { showInstant } from './moment.ts';
import { fullName } from './people.ts';
import { type Column, ID, KEY, table } from './table.ts';
import type { View } from './view.ts';

const authorOf = ({ author }: Message): string => `${fullName(author)} (${author.role})`;

const columns: Column<Message>[] = [
  { title: 'ID', cell: (message) => message.id, keep: ID },
  { title: 'AT', cell: (message) => showInstant(message.at), whole: true, keep: 2 },
  { title: 'AUTHOR', cell: authorOf, keep: 3 },
  { title: 'INTERNAL', cell: ({ internal }) => (internal ? 'yes' : null), keep: 1 },
  { title: 'TEXT', cell: (message) => message.text, keep: KEY },
];

function messageCard(message: Message, view: View): string[] {
  return card(
    `Message ${message.id}`,
    [
      ['ticket', message.ticketId],
      ['author', authorOf(message)],
      ['internal', message.internal ? 'yes' : 'no'],
      ['posted', showInstant(message.at)],
      ['text', message.text],
    ],
    view,
  );
}

const ticket = { ticketId: required(id('<ticket>', 'the ticket')) };

/** `shop messages`: what the shop and its customers write about tickets. */
export function addMessages(program: Command, io: Io): void {
  const group = addGroup(program, 'messages', 'messages about tickets');
  addList(group, io, {
    name: 'list',
    about: 'list the messages of a ticket, newest first',
    args: ticket,
    call: ({ shop }, input) => shop.messages.list.query(input),
    columns,
  });
  addCommand(group, io, {
    name: 'post',
    about: 'post a message about a ticket',
    args: { ...ticket, text: required(text('<text>', 'the message')) },
    options: { internal: flag('--internal', 'only staff see it') },
    call: ({ shop }, input) => shop.messages.post.mutate(input),
    show: messageCard,
  });
  addCommand(group, io, {
    name: 'unread',
    about: 'list tickets with messages that you have not read, newest first',
    call: ({ shop }, input) => shop.messages.unread.query(input),
    rows: itemsOf,
    show: ({ items }, view) =>
      items.length === 0
        ? ['No unread messages.']
        : table(
            [
              { title: 'TICKET', cell: ({ ticketId }: UnreadMessages) => ticketId, keep: ID },
              { title: 'UNREAD', cell: ({ count }) => count, amount: true, keep: KEY },
              { title: 'NEWEST', cell: ({ latestAt }) => showInstant(latestAt), whole: true },
            ],
            items,
            view,
          ),
  });
  addCommand(group, io, {
    name: 'read',
    about: 'mark the messages of a ticket up to one as read',
    args: { ...ticket, upTo: required(integer('<message>', 'the newest message that you have read')) },
    call: ({ shop }, input) => shop.messages.markRead.mutate(input),
    show: ({ ticketId, unread }) => [
      unread === 0
        ? `All messages of ticket ${ticketId} are read.`
        : `${unread} messages of ticket ${ticketId} are left.`,
    ],
  });
}
