import {
  CreateTicketInput,
  Deleted,
  EditMechanicsInput,
  IdInput,
  ListTicketsInput,
  MyTicketsInput,
  SetCustomerInput,
  SetHoldInput,
  SetStatusInput,
  SetStatusOfManyInput,
  StatusChange,
  StatusOutcomes,
  Ticket,
  TicketHistoryInput,
  UpdateTicketInput,
  pageOf,
} from '@mechanic-shop/shared';
import { idempotent } from '../../api/idempotency.ts';
import { adminProcedure, mechanicOrOwnerProcedure, mechanicProcedure, signedInProcedure } from '../../api/trpc.ts';
import { ticketsDocs } from './docs.ts';
import * as tickets from './service.ts';
import { setStatusOfMany } from './status-of-many.ts';
import { workProcedures } from './work-router.ts';

const docs = ticketsDocs.procedures;

export const ticketsRouter = {
  create: signedInProcedure
    .meta({ rest: { method: 'POST', path: '/service-tickets', status: 201 }, ...docs.create })
    .input(CreateTicketInput)
    .output(Ticket)
    .mutation(idempotent(tickets.create)),
  list: mechanicProcedure
    .meta({ rest: { method: 'GET', path: '/service-tickets' }, sharedBy: 'role', ...docs.list })
    .input(ListTicketsInput)
    .output(pageOf(Ticket))
    .query(({ ctx, input }) => tickets.list(ctx, input)),
  mine: signedInProcedure
    .meta({
      rest: {
        method: 'GET',
        path: '/my-tickets',
        aliases: [
          { path: '/customers/my-tickets', suffix: 'customers' },
          { path: '/mechanics/my-tickets', suffix: 'mechanics' },
        ],
      },
      sharedBy: 'account',
      ...docs.mine,
    })
    .input(MyTicketsInput)
    .output(pageOf(Ticket))
    .query(({ ctx, input }) => tickets.mine(ctx, input)),
  get: mechanicOrOwnerProcedure
    .meta({ rest: { method: 'GET', path: '/service-tickets/{id}' }, sharedBy: 'role', ...docs.get })
    .input(IdInput)
    .output(Ticket)
    .query(({ ctx, input }) => tickets.get(ctx, input.id)),
  history: mechanicOrOwnerProcedure
    .meta({ rest: { method: 'GET', path: '/service-tickets/{id}/history' }, ...docs.history })
    .input(TicketHistoryInput)
    .output(pageOf(StatusChange))
    .query(({ ctx, input }) => tickets.history(ctx, input)),
  update: mechanicOrOwnerProcedure
    .meta({ rest: { method: 'PUT', path: '/service-tickets/{id}' }, ...docs.update })
    .input(UpdateTicketInput)
    .output(Ticket)
    .mutation(idempotent(tickets.update)),
  editMechanics: mechanicProcedure
    .meta({ rest: { method: 'PUT', path: '/service-tickets/{id}/edit' }, ...docs.editMechanics })
    .input(EditMechanicsInput)
    .output(Ticket)
    .mutation(idempotent(tickets.editMechanics)),
  setHold: mechanicProcedure
    .meta({ rest: { method: 'PUT', path: '/service-tickets/{id}/hold' }, ...docs.setHold })
    .input(SetHoldInput)
    .output(Ticket)
    .mutation(idempotent(tickets.setHold)),
  setCustomer: mechanicProcedure
    .meta({ rest: { method: 'PUT', path: '/service-tickets/{id}/customer' }, ...docs.setCustomer })
    .input(SetCustomerInput)
    .output(Ticket)
    .mutation(idempotent(tickets.setCustomer)),
  setStatus: mechanicOrOwnerProcedure
    .meta({ rest: { method: 'PUT', path: '/service-tickets/{id}/status' }, ...docs.setStatus })
    .input(SetStatusInput)
    .output(Ticket)
    .mutation(idempotent(tickets.setStatus)),
  setStatusOfMany: mechanicProcedure
    .meta({ rest: { method: 'POST', path: '/service-tickets/set-status' }, ...docs.setStatusOfMany })
    .input(SetStatusOfManyInput)
    .output(StatusOutcomes)
    .mutation(idempotent(setStatusOfMany)),
  ...workProcedures,
  delete: adminProcedure
    .meta({ rest: { method: 'DELETE', path: '/service-tickets/{id}' }, ...docs.delete })
    .input(IdInput)
    .output(Deleted)
    .mutation(idempotent((call, { id }) => tickets.remove(call, id))),
};
