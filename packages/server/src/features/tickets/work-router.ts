import {
  AddCannedJobInput,
  AddExtraInput,
  AddJobInput,
  AddLaborInput,
  AddPartInput,
  Approval,
  ApprovalsInput,
  MoveLineInput,
  RecordApprovalInput,
  RemoveExtraInput,
  RemoveJobInput,
  RemoveLaborInput,
  RemovePartInput,
  Ticket,
  UpdateExtraInput,
  UpdateJobInput,
  UpdateLaborInput,
  UpdatePartLineInput,
  pageOf,
} from '@mechanic-shop/shared';
import { idempotent } from '../../api/idempotency.ts';
import { mechanicOrOwnerProcedure, mechanicProcedure } from '../../api/trpc.ts';
import { ticketsDocs } from './docs.ts';
import * as tickets from './service.ts';

const docs = ticketsDocs.procedures;

/** Jobs and lines of a ticket, and what the customer decided about them. */
export const workProcedures = {
  addJob: mechanicProcedure
    .meta({ rest: { method: 'POST', path: '/service-tickets/{id}/jobs' }, ...docs.addJob })
    .input(AddJobInput)
    .output(Ticket)
    .mutation(idempotent(tickets.addJob)),
  updateJob: mechanicProcedure
    .meta({ rest: { method: 'PUT', path: '/service-tickets/{id}/jobs/{jobId}' }, ...docs.updateJob })
    .input(UpdateJobInput)
    .output(Ticket)
    .mutation(idempotent(tickets.updateJob)),
  removeJob: mechanicProcedure
    .meta({ rest: { method: 'DELETE', path: '/service-tickets/{id}/jobs/{jobId}' }, ...docs.removeJob })
    .input(RemoveJobInput)
    .output(Ticket)
    .mutation(idempotent(tickets.removeJob)),
  addCannedJob: mechanicProcedure
    .meta({ rest: { method: 'POST', path: '/service-tickets/{id}/canned-jobs/{cannedJobId}' }, ...docs.addCannedJob })
    .input(AddCannedJobInput)
    .output(Ticket)
    .mutation(idempotent(tickets.addCannedJob)),
  addLabor: mechanicProcedure
    .meta({ rest: { method: 'POST', path: '/service-tickets/{id}/labor' }, ...docs.addLabor })
    .input(AddLaborInput)
    .output(Ticket)
    .mutation(idempotent(tickets.addLabor)),
  updateLabor: mechanicProcedure
    .meta({ rest: { method: 'PUT', path: '/service-tickets/{id}/labor/{laborId}' }, ...docs.updateLabor })
    .input(UpdateLaborInput)
    .output(Ticket)
    .mutation(idempotent(tickets.updateLabor)),
  removeLabor: mechanicProcedure
    .meta({ rest: { method: 'DELETE', path: '/service-tickets/{id}/labor/{laborId}' }, ...docs.removeLabor })
    .input(RemoveLaborInput)
    .output(Ticket)
    .mutation(idempotent(tickets.removeLabor)),
  addExtra: mechanicProcedure
    .meta({ rest: { method: 'POST', path: '/service-tickets/{id}/extras' }, ...docs.addExtra })
    .input(AddExtraInput)
    .output(Ticket)
    .mutation(idempotent(tickets.addExtra)),
  updateExtra: mechanicProcedure
    .meta({ rest: { method: 'PUT', path: '/service-tickets/{id}/extras/{extraId}' }, ...docs.updateExtra })
    .input(UpdateExtraInput)
    .output(Ticket)
    .mutation(idempotent(tickets.updateExtra)),
  removeExtra: mechanicProcedure
    .meta({ rest: { method: 'DELETE', path: '/service-tickets/{id}/extras/{extraId}' }, ...docs.removeExtra })
    .input(RemoveExtraInput)
    .output(Ticket)
    .mutation(idempotent(tickets.removeExtra)),
  recordApproval: mechanicProcedure
    .meta({ rest: { method: 'POST', path: '/service-tickets/{id}/approvals' }, ...docs.recordApproval })
    .input(RecordApprovalInput)
    .output(Ticket)
    .mutation(idempotent(tickets.recordApproval)),
  approvals: mechanicOrOwnerProcedure
    .meta({ rest: { method: 'GET', path: '/service-tickets/{id}/approvals' }, ...docs.approvals })
    .input(ApprovalsInput)
    .output(pageOf(Approval))
    .query(({ ctx, input }) => tickets.approvals(ctx, input)),
  moveLine: mechanicProcedure
    .meta({ rest: { method: 'POST', path: '/service-tickets/{id}/move-line' }, ...docs.moveLine })
    .input(MoveLineInput)
    .output(Ticket)
    .mutation(idempotent(tickets.moveLine)),
  addPart: mechanicProcedure
    .meta({ rest: { method: 'POST', path: '/service-tickets/{id}/assign-inventory/{partId}' }, ...docs.addPart })
    .input(AddPartInput)
    .output(Ticket)
    .mutation(idempotent(tickets.addPart)),
  updatePart: mechanicProcedure
    .meta({ rest: { method: 'PUT', path: '/service-tickets/{id}/parts/{lineId}' }, ...docs.updatePart })
    .input(UpdatePartLineInput)
    .output(Ticket)
    .mutation(idempotent(tickets.updatePart)),
  removePart: mechanicProcedure
    .meta({ rest: { method: 'DELETE', path: '/service-tickets/{id}/assign-inventory/{partId}' }, ...docs.removePart })
    .input(RemovePartInput)
    .output(Ticket)
    .mutation(idempotent(tickets.removePart)),
};
