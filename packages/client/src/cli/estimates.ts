import type { Estimate, EstimateView, SentEstimate } from '@mechanic-shop/shared';
import type { Command } from 'commander';
import { type Entry, card } from './card.ts';
import { type Context, addCommand, addGroup } from './command.ts';
import { addPdf } from './documents.ts';
import { estimateCard, estimateColumns, linkedCard } from './estimate-card.ts';
import { Failure, status } from './failure.ts';
import { type Field, field, id, ifVersion, many, required, text } from './fields.ts';
import type { Io } from './io.ts';
import { addList } from './list.ts';
import { typedCommand } from './typed-command.ts';
import type { View } from './view.ts';

/** The number of an estimate, or the code of its link. */
type IdOrCode = { id: number } | { code: string };

// Codes are longer than any id.
function readIdOrCode(typed: string): IdOrCode {
  return /^0*[1-9]\d{0,15}$/.test(typed) ? { id: Number(typed) } : { code: typed };
}

const estimate: { of: Field<IdOrCode, true> } = {
  of: required(field('<id>', 'the estimate: its id, or the code of its link', readIdOrCode)),
};
const ticket = { ticketId: required(id('<ticket>', 'the ticket')) };

function sentCard(sent: SentEstimate, view: View, { io }: Context): string[] {
  const entries: Entry[] = [
    ['code', sent.code],
    ['link', sent.url],
    ['note', 'Anyone with the code can answer. It is not shown again.'],
    ['to answer', `${typedCommand(io)} estimates answer ${sent.code} --approve JOB --decline JOB --by NAME`],
  ];
  return [...estimateCard(sent, view), '', ...card('For the customer', entries, view)];
}

function anyCard(shown: Estimate | EstimateView, view: View): string[] {
  return 'estimate' in shown ? linkedCard(shown, view) : estimateCard(shown, view);
}

/** `shop estimates`: prices that customers approve or decline, job by job. */
export function addEstimates(program: Command, io: Io): void {
  const group = addGroup(program, 'estimates', 'estimates, which customers answer job by job');
  addCommand(group, io, {
    name: 'send',
    about: 'freeze jobs of a ticket for the customer to answer; an earlier estimate is superseded',
    args: ticket,
    options: {
      jobIds: many(id('--job <id>', 'a job to send, default all that are not declined; can be repeated')),
      message: text('--message <text>', 'a message to the customer'),
      version: ifVersion,
    },
    call: ({ shop }, input) => shop.estimates.send.mutate(input),
    show: sentCard,
  });
  addList(group, io, {
    name: 'list',
    about: 'list the estimates of a ticket, newest first',
    args: ticket,
    call: ({ shop }, input) => shop.estimates.list.query(input),
    columns: estimateColumns,
  });
  addCommand(group, io, {
    name: 'show',
    about: 'show an estimate; with a code, no login is needed',
    args: estimate,
    call: ({ shop }, { of }): Promise<Estimate | EstimateView> =>
      'code' in of ? shop.estimates.view.query(of) : shop.estimates.get.query(of),
    show: anyCard,
  });
  addPdf(group, io, {
    about: 'save an estimate as a PDF; without --output, write it to standard output',
    id: required(id('<id>', 'the estimate')),
    call: ({ shop }, input) => shop.estimates.pdf.query(input),
  });
  addCommand(group, io, {
    name: 'withdraw',
    about: 'withdraw an estimate that is not answered yet',
    args: { id: required(id('<id>', 'the estimate')) },
    call: ({ shop }, input) => shop.estimates.withdraw.mutate(input),
    show: estimateCard,
  });
  addCommand(group, io, {
    name: 'answer',
    about: 'answer an estimate: every job is approved or declined; with a code, no login is needed',
    args: estimate,
    options: {
      approve: many(id('--approve <job>', 'a job to approve; can be repeated')),
      decline: many(id('--decline <job>', 'a job to decline; can be repeated')),
      by: text('--by <name>', 'your name (required with a code)'),
      note: text('--note <text>', 'a note to the shop'),
    },
    call: ({ shop }, { of, by, approve = [], decline = [], ...input }): Promise<Estimate | EstimateView> => {
      if ('code' in of && by !== undefined) {
        return shop.estimates.answer.mutate({ ...input, ...of, approve, decline, by });
      }
      if ('code' in of || by !== undefined) {
        throw new Failure(status.usage, 'Use --by with the code of a link, and only there.');
      }
      return shop.estimates.decide.mutate({ ...input, ...of, approve, decline });
    },
    show: anyCard,
  });
}
