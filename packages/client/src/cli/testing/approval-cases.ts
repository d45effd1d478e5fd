import type { Approval, DeferredJob, Ticket } from '@mechanic-shop/shared';
import { type Case, gone } from './case.ts';
import { pageOf } from './samples.ts';
import { fullTicket } from './work-samples.ts';

const at = '2026-11-20T09:30:00.000Z';
const approval: Approval = {
  id: 72,
  ticketId: 13,
  estimateId: null,
  method: 'phone',
  by: 'Ada Lovelace',
  recordedBy: { id: 4, firstName: 'Grace', lastName: 'Hopper' },
  approved: [31],
  declined: [32, 33],
  approvedCents: 35_550,
  note: 'Not before Friday.',
  at,
};
const deferred: DeferredJob = {
  jobId: 32,
  ticketId: 13,
  customerId: 6,
  vehicleId: 8,
  name: 'Wheel alignment',
  description: null,
  netCents: 8_900,
  reason: 'declined',
  deferredAt: at,
  revivedTicketId: null,
  dismissed: false,
};
const exceeded: Ticket = {
  ...fullTicket,
  jobs: fullTicket.jobs.map((job) => ({ ...job, approval: 'exceeded', approvedCents: 10_000 })),
};
const answered = { answer: exceeded, shows: ['exceeds the approved 100.00'] };

/** Commands for what customers decided, and for deferred work. */
export const approvalCases: Case[] = [
  {
    line: [
      'tickets approve 13 --approve 31 --decline 32 --decline 33 --method phone --by Ada --if-version 4'.split(' '),
      ['--note', 'Not before Friday.'],
    ].flat(),
    path: 'tickets.recordApproval',
    input: {
      id: 13,
      approve: [31],
      decline: [32, 33],
      method: 'phone',
      by: 'Ada',
      note: 'Not before Friday.',
      version: 4,
    },
    ...answered,
  },
  {
    line: ['tickets', 'approvals', '13'],
    path: 'tickets.approvals',
    input: { id: 13 },
    answer: pageOf(approval),
    shows: ['Ada Lovelace', 'phone', '32, 33', '355.50', 'Grace Hopper', 'Not before Friday.'],
  },
  {
    line: ['deferred', 'list', '--customer', '6', '--vehicle', '8', '--no-open'],
    path: 'deferred.list',
    input: { customerId: 6, vehicleId: 8, open: false },
    answer: pageOf(
      deferred,
      { ...deferred, jobId: 34, revivedTicketId: 15 },
      { ...deferred, jobId: 35, dismissed: true },
    ),
    shows: ['Wheel alignment', '89.00', 'declined', 'open', 'on ticket 15', 'dismissed'],
  },
  {
    line: ['deferred', 'revive', '32', '13'],
    path: 'deferred.revive',
    input: { jobId: 32, ticketId: 13 },
    ...answered,
  },
  {
    line: ['deferred', 'dismiss', '32'],
    path: 'deferred.dismiss',
    input: { jobId: 32 },
    answer: gone,
    shows: ['It is gone.'],
  },
];
