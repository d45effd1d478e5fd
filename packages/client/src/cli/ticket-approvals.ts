import { type Approval, RecordedMethod } from '@mechanic-shop/shared';
import type { Command } from 'commander';
import { addCommand } from './command.ts';
import { choice, id, ifVersion, many, required, text } from './fields.ts';
import type { Io } from './io.ts';
import { addList } from './list.ts';
import { showInstant } from './moment.ts';
import { showMoney } from './money.ts';
import { fullName } from './people.ts';
import { type Column, KEY } from './table.ts';
import { ticketCard } from './ticket-card.ts';
import { ticket } from './ticket-fields.ts';

const columns: Column<Approval>[] = [
  { title: 'AT', cell: (approval) => showInstant(approval.at), keep: KEY },
  { title: 'BY', cell: (approval) => approval.by, keep: KEY },
  { title: 'METHOD', cell: (approval) => approval.method, keep: 2 },
  { title: 'APPROVED', cell: ({ approved }) => approved.join(', '), keep: 3 },
  { title: 'DECLINED', cell: ({ declined }) => declined.join(', '), keep: 3 },
  { title: 'AMOUNT', cell: ({ approvedCents }) => showMoney(approvedCents), amount: true, keep: 2 },
  { title: 'ESTIMATE', cell: (approval) => approval.estimateId, keep: 1 },
  { title: 'RECORDED BY', cell: ({ recordedBy }) => recordedBy && fullName(recordedBy), keep: 1 },
  { title: 'NOTE', cell: (approval) => approval.note },
];

/** The commands for what a customer decided, such as `shop tickets approve`. */
export function addTicketApprovals(group: Command, io: Io): void {
  addCommand(group, io, {
    name: 'approve',
    about: 'record which jobs the customer approved and declined',
    args: ticket,
    options: {
      approve: many(id('--approve <job>', 'a job that is approved; can be repeated')),
      decline: many(id('--decline <job>', 'a job that is declined; can be repeated')),
      method: required(choice('--method <method>', 'how the customer answered', RecordedMethod.options)),
      by: required(text('--by <name>', 'who answered')),
      note: text('--note <text>', 'a note, for staff only'),
      version: ifVersion,
    },
    call: ({ shop }, { approve = [], decline = [], ...input }) =>
      shop.tickets.recordApproval.mutate({ ...input, approve, decline }),
    show: ticketCard,
  });
  addList(group, io, {
    name: 'approvals',
    about: 'list what was approved and declined, newest first',
    args: ticket,
    call: ({ shop }, input) => shop.tickets.approvals.query(input),
    columns,
  });
}
