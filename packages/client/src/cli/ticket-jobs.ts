import type { Command } from 'commander';
import { addCommand } from './command.ts';
import { clearable, id, idOrName, ifVersion, required, text, yesNo } from './fields.ts';
import type { Io } from './io.ts';
import { discount } from './prices.ts';
import { findCannedJob } from './references.ts';
import { ticketCard } from './ticket-card.ts';
import { ticket } from './ticket-fields.ts';

const job = { ...ticket, jobId: required(id('<job>', 'the job')) };
const name = text('--name <text>', 'what the job is');
const description = text('--description <text>', 'what is done');
const note = text('--note <text>', 'for staff only');
const off = discount('--discount <discount>', 'off the job: 10% or 25.00');

/** The commands for a ticket's jobs, such as `shop tickets add-job`. */
export function addTicketJobs(group: Command, io: Io): void {
  addCommand(group, io, {
    name: 'add-job',
    about: 'add a job, to which labor, parts and extras can belong',
    args: ticket,
    options: { name: required(name), description, note, discount: off, version: ifVersion },
    call: ({ shop }, input) => shop.tickets.addJob.mutate(input),
    show: ticketCard,
  });
  addCommand(group, io, {
    name: 'update-job',
    about: 'change a job',
    args: job,
    options: {
      name,
      description: clearable(description),
      note: clearable(note),
      discount: clearable(off),
      version: ifVersion,
    },
    call: ({ shop }, input) => shop.tickets.updateJob.mutate(input),
    show: ticketCard,
  });
  addCommand(group, io, {
    name: 'remove-job',
    about: 'remove a job with its lines and release their parts',
    args: job,
    options: { version: ifVersion },
    call: ({ shop }, input) => shop.tickets.removeJob.mutate(input),
    show: ticketCard,
  });
  addCommand(group, io, {
    name: 'add-canned',
    about: "add a canned job at today's prices",
    args: { ...ticket, cannedJobId: required(idOrName('<canned-job>', 'the canned job: id or name', findCannedJob)) },
    options: {
      backorder: yesNo('--backorder', 'let parts that are short wait for stock, the default'),
      version: ifVersion,
    },
    call: ({ shop }, input) => shop.tickets.addCannedJob.mutate(input),
    show: ticketCard,
  });
}
