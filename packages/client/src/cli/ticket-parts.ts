import { LineKind } from '@mechanic-shop/shared';
import type { Command } from 'commander';
import { addCommand } from './command.ts';
import { choice, flag, id, idOrName, ifVersion, money, number, required, yesNo } from './fields.ts';
import type { Io } from './io.ts';
import { findPart } from './references.ts';
import { ticketCard } from './ticket-card.ts';
import { jobId, ticket } from './ticket-fields.ts';

const ticketPart = { ...ticket, partId: required(idOrName('<part>', 'the part: id, SKU or name', findPart)) };
const unitPriceCents = money('--price <amount>', 'price of one');

/** The commands for a ticket's parts, such as `shop tickets add-part`; `move-line` also moves labor and extras. */
export function addTicketParts(group: Command, io: Io): void {
  addCommand(group, io, {
    name: 'add-part',
    about: 'reserve a part for a ticket',
    args: ticketPart,
    options: {
      quantity: number('--quantity <n>', 'how many, like 2 or 4.3; default 1'),
      jobId,
      unitPriceCents: { ...unitPriceCents, about: "price of one on a new line, default the part's" },
      backorder: flag('--backorder', 'wait for what is not in stock'),
    },
    call: ({ shop }, input) => shop.tickets.addPart.mutate(input),
    show: ticketCard,
  });
  addCommand(group, io, {
    name: 'update-part',
    about: "change a part's line; the ticket shows its number",
    args: { ...ticket, lineId: required(id('<line>', 'the line, like 2 for "part 2"')) },
    options: {
      quantity: number('--quantity <n>', 'how many, like 2 or 4.3'),
      unitPriceCents,
      taxable: yesNo('--taxable', 'whether tax is due on it'),
      backorder: flag('--backorder', 'wait for what is not in stock'),
      version: ifVersion,
    },
    call: ({ shop }, input) => shop.tickets.updatePart.mutate(input),
    show: ticketCard,
  });
  addCommand(group, io, {
    name: 'remove-part',
    about: 'remove a part from a ticket and release it',
    args: ticketPart,
    options: {
      quantity: number('--quantity <n>', 'how many, default all'),
      jobId: { ...jobId, about: 'the job that its line belongs to' },
    },
    call: ({ shop }, input) => shop.tickets.removePart.mutate(input),
    show: ticketCard,
  });
  addCommand(group, io, {
    name: 'move-line',
    about: 'move a line to a job, or without --job out of its job',
    args: {
      ...ticket,
      kind: required(choice('<kind>', 'the kind of line', LineKind.options)),
      lineId: required(id('<line>', 'the line, like 2 for "part 2"')),
    },
    options: { jobId: { ...jobId, about: 'the job to move it to' }, version: ifVersion },
    call: ({ shop }, { jobId = null, ...input }) => shop.tickets.moveLine.mutate({ ...input, jobId }),
    show: ticketCard,
  });
}
