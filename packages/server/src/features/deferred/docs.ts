import * as shared from '@mechanic-shop/shared';
import { EXAMPLE_NOW, type FeatureDocs, type Members, examplePage, model } from '../../core/docs.ts';
import { demoIds } from '../accounts/demo-people.ts';
import { ticket, withLines } from '../tickets/example-ticket.ts';
import { exampleJob } from '../tickets/work-docs.ts';
import { vehicle } from '../vehicles/docs.ts';

/** Jobs of the demo shop: of the customer of the examples, and of another one. */
const DEFERRED = 4;
const UNWANTED = 9;

const deferredJob: shared.DeferredJob = {
  jobId: DEFERRED,
  ticketId: 2,
  customerId: demoIds.customer,
  vehicleId: vehicle.id,
  name: 'Wheel alignment',
  description: null,
  netCents: 8_900,
  reason: 'declined',
  deferredAt: '2026-09-30T12:25:00.000Z',
  revivedTicketId: null,
  dismissed: false,
};

const id = exampleJob.job.id + 3;
const revived: shared.Job = {
  ...exampleJob.job,
  id,
  name: deferredJob.name,
  laborCents: deferredJob.netCents,
  netCents: deferredJob.netCents,
};
const labor: shared.LaborLine = {
  ...exampleJob.labor,
  id: exampleJob.labor.id + 2,
  jobId: id,
  description: 'Measure and set both axles',
  hours: null,
  rateCents: null,
  totalCents: deferredJob.netCents,
};

const members: Members = {
  jobId: 'The job.',
  ticketId: 'The ticket to copy the job to: open or in progress, and of the same customer.',
  vehicleId: 'Only jobs for this vehicle.',
  customerId: 'Only jobs of this customer. Staff only.',
  open: 'Whether to list the jobs that are neither revived nor dismissed, or only the others. Default true.',
};

/** Deferred work. */
export const deferredDocs: FeatureDocs<'deferred'> = {
  tag: 'Work that customers declined, or that a cancelled ticket left undone.',
  resources: { job: true },
  procedures: {
    list: {
      summary: 'List deferred work',
      description:
        'Jobs declined when their ticket was completed, and all jobs of cancelled tickets: a declined job is listed from ' +
        'the moment its ticket is completed. Mechanics see all, customers their own. The last deferred job comes first.',
      reasons: [],
      example: { ...examplePage, vehicleId: vehicle.id },
      answer: { items: [deferredJob], nextCursor: null },
    },
    revive: {
      summary: 'Copy a deferred job to another ticket',
      description:
        'Mechanics only. Parts cost what they cost today, and shortages are backordered; labor keeps its own rate. The ' +
        'customer has to approve the job again. The ticket may be for another vehicle of the customer. The job stays ' +
        'revived when its copy is removed.',
      reasons: ['NOT_FOUND', 'TICKET_CLOSED', 'DEFERRED_CLOSED'],
      example: { jobId: DEFERRED, ticketId: ticket.id },
      answer: {
        ...ticket,
        ...withLines({ jobs: [revived], labor: [labor] }),
        version: 11,
        updatedAt: EXAMPLE_NOW,
      },
    },
    dismiss: {
      summary: 'Take a job off the list of deferred work',
      description: 'Mechanics only.',
      reasons: ['NOT_FOUND', 'DEFERRED_CLOSED'],
      example: { jobId: UNWANTED },
      answer: { id: UNWANTED, message: 'The job is no longer listed as deferred work.' },
    },
  },
  members,
  models: {
    DeferredJob: model(shared.DeferredJob, 'A job that was not done.', {
      jobId: 'The job.',
      ticketId: 'The ticket that the job is on.',
      customerId: 'The customer of that ticket.',
      vehicleId: 'The vehicle of that ticket; null if there is none.',
      name: 'The name of the job.',
      description: 'The description of the job.',
      netCents: "The sum of its lines minus the job's discount when it was deferred, in integer cents.",
      reason: 'Why it was not done.',
      deferredAt: 'When its ticket was completed or cancelled.',
      revivedTicketId: 'The ticket that the job was copied to; null if it was not.',
      dismissed: 'Whether it was taken off the list.',
    }),
    DeferredReason: model(
      shared.DeferredReason,
      'Why work was deferred: declined, or its ticket was cancelled. An open list: later versions may add values.',
    ),
  },
};
