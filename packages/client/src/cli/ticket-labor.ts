import { ExtraKind } from '@mechanic-shop/shared';
import type { Command } from 'commander';
import { addCommand } from './command.ts';
import { choice, clearable, id, idOrName, ifVersion, money, number, required, text, yesNo } from './fields.ts';
import type { Io } from './io.ts';
import { findMechanic } from './references.ts';
import { ticketCard } from './ticket-card.ts';
import { jobId, ticket } from './ticket-fields.ts';

const labor = { ...ticket, laborId: required(id('<labor>', 'the labor line')) };
const extra = { ...ticket, extraId: required(id('<extra>', 'the fee or sublet work')) };
const description = text('--description <text>', 'what is done');
const hours = number('--hours <n>', 'how many hours, like 1.5');
const rateCents = money('--rate <amount>', "price of an hour, default the shop's");
const priceCents = money('--price <amount>', 'a fixed price instead of hours');
const mechanicId = idOrName('--mechanic <id>', 'who does it, by id or name', findMechanic);
const taxable = yesNo('--taxable', 'whether tax is due on it');
const kind = choice('--kind <kind>', 'a fee of the shop, or work of another company', ExtraKind.options);
const amountCents = money('--amount <amount>', 'price, like 25.00');

/** The commands for a ticket's labor, such as `shop tickets add-labor`. */
export function addTicketLabor(group: Command, io: Io): void {
  addCommand(group, io, {
    name: 'add-labor',
    about: 'add labor, by the hour or at a fixed price',
    args: ticket,
    options: {
      description: required(description),
      hours,
      rateCents,
      priceCents,
      jobId,
      mechanicId,
      taxable,
      version: ifVersion,
    },
    call: ({ shop }, input) => shop.tickets.addLabor.mutate(input),
    show: ticketCard,
  });
  addCommand(group, io, {
    name: 'update-labor',
    about: 'change labor; --hours makes it hourly, --price fixed',
    args: labor,
    options: {
      description,
      hours,
      rateCents,
      priceCents,
      mechanicId: clearable(mechanicId),
      done: yesNo('--done', 'whether it is done'),
      taxable,
      version: ifVersion,
    },
    call: ({ shop }, input) => shop.tickets.updateLabor.mutate(input),
    show: ticketCard,
  });
  addCommand(group, io, {
    name: 'remove-labor',
    about: 'remove labor',
    args: labor,
    options: { version: ifVersion },
    call: ({ shop }, input) => shop.tickets.removeLabor.mutate(input),
    show: ticketCard,
  });
}

/** The commands for a ticket's fees and sublet work, such as `shop tickets add-extra`. */
export function addTicketExtras(group: Command, io: Io): void {
  addCommand(group, io, {
    name: 'add-extra',
    about: 'add a fee, or work that another company does',
    args: ticket,
    options: {
      kind: required(kind),
      description: required(description),
      amountCents: required(amountCents),
      jobId,
      taxable,
      version: ifVersion,
    },
    call: ({ shop }, input) => shop.tickets.addExtra.mutate(input),
    show: ticketCard,
  });
  addCommand(group, io, {
    name: 'update-extra',
    about: 'change a fee or sublet work',
    args: extra,
    options: { kind, description, amountCents, taxable, version: ifVersion },
    call: ({ shop }, input) => shop.tickets.updateExtra.mutate(input),
    show: ticketCard,
  });
  addCommand(group, io, {
    name: 'remove-extra',
    about: 'remove a fee or sublet work',
    args: extra,
    options: { version: ifVersion },
    call: ({ shop }, input) => shop.tickets.removeExtra.mutate(input),
    show: ticketCard,
  });
}
