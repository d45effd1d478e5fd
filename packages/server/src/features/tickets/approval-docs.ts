import * as shared from '@mechanic-shop/shared';
import { EXAMPLE_NOW, type FeatureDocs, type Members, examplePage, model } from '../../core/docs.ts';
import { CUSTOMER, MECHANIC, demoIds } from '../accounts/demo-people.ts';
import { ticket, withLines } from './example-ticket.ts';
import { exampleJob } from './work-docs.ts';

const { job, labor, extra } = exampleJob;
const netCents = labor.totalCents + extra.amountCents;
const approved: shared.Job = {
  ...job,
  approval: 'approved',
  approvedCents: netCents,
  laborCents: labor.totalCents,
  extrasCents: extra.amountCents,
  netCents,
};

const approval: shared.Approval = {
  id: 38,
  ticketId: ticket.id,
  estimateId: null,
  method: 'phone',
  by: `${CUSTOMER.firstName} ${CUSTOMER.lastName}`,
  recordedBy: { id: demoIds.mechanic, firstName: MECHANIC.firstName, lastName: MECHANIC.lastName },
  approved: [job.id],
  declined: [],
  approvedCents: netCents,
  note: null,
  at: EXAMPLE_NOW,
};

/** The documentation of the procedures for what customers decided. */
export const approvalDocs: Pick<FeatureDocs<'tickets'>['procedures'], keyof shared.TicketApprovalsApi> = {
  recordApproval: {
    summary: "Record a customer's approval",
    description:
      'Mechanics only, while the ticket is open or in progress. Approved jobs reserve their parts, declined ones release ' +
      'them and no longer count. A sent estimate stays open.',
    reasons: ['NOT_FOUND', 'VERSION_MISMATCH', 'TICKET_CLOSED'],
    example: { id: ticket.id, approve: [job.id], decline: [], method: 'phone', by: approval.by },
    answer: {
      ...ticket,
      ...withLines({ jobs: [approved], labor: [labor], extras: [extra] }),
      version: 9,
      updatedAt: EXAMPLE_NOW,
    },
  },
  approvals: {
    summary: "List a ticket's approvals",
    description: 'Customers see only those of their own tickets. Newest first.',
    reasons: ['NOT_FOUND'],
    example: { ...examplePage, id: ticket.id },
    answer: { items: [approval], nextCursor: null },
  },
};

/** What the members of these procedures mean. */
export const approvalMembers: Members = {
  approve: 'The jobs that the customer approves.',
  decline: 'The jobs that the customer declines.',
  method: 'How the customer answered: `in_person`, `phone`, `email` or `text`.',
  by: 'The name of the person who answered.',
};

/** The models that these procedures return. */
export const approvalModels = {
  Approval: model(shared.Approval, "A customer's decision about jobs. Approvals are never changed or deleted.", {
    id: 'The id.',
    ticketId: 'The ticket.',
    estimateId: 'The answered estimate; null if staff recorded the answer.',
    method: 'How the customer answered.',
    by: 'The name of the person who answered.',
    recordedBy: 'The mechanic who recorded the answer; null if the customer gave it here.',
    approved: 'The approved jobs; they may have been removed since.',
    declined: 'The declined jobs; they may have been removed since.',
    approvedCents: "The sum of the approved jobs' nets, in integer cents.",
    note: 'A note; customers see only their own.',
    at: 'When it was given.',
  }),
};
