import {
  AddPartInput,
  CreateTicketInput,
  Deleted,
  EditMechanicsInput,
  IdInput,
  ListTicketsInput,
  MyTicketsInput,
  RemovePartInput,
  SetStatusInput,
  StatusChange,
  Ticket,
  TicketHistoryInput,
  UpdateTicketInput,
  pageOf,
} from '@mechanic-shop/shared';
import { once } from '../idempotency.ts';
import { adminProcedure, mechanicOrOwnerProcedure, mechanicProcedure, signedInProcedure } from '../trpc.ts';
import * as tickets from './service.ts';

export const ticketsRouter = {
  create: signedInProcedure.input(CreateTicketInput).output(Ticket).mutation(once(tickets.create)),
  list: mechanicProcedure
    .input(ListTicketsInput)
    .output(pageOf(Ticket))
    .query(({ ctx, input }) => tickets.list(ctx, input)),
  mine: signedInProcedure
    .input(MyTicketsInput)
    .output(pageOf(Ticket))
    .query(({ ctx, input }) => tickets.mine(ctx, input)),
  get: mechanicOrOwnerProcedure
    .input(IdInput)
    .output(Ticket)
    .query(({ ctx, input }) => tickets.get(ctx, input.id)),
  history: mechanicOrOwnerProcedure
    .input(TicketHistoryInput)
    .output(pageOf(StatusChange))
    .query(({ ctx, input }) => tickets.history(ctx, input)),
  update: mechanicProcedure.input(UpdateTicketInput).output(Ticket).mutation(once(tickets.update)),
  editMechanics: mechanicProcedure.input(EditMechanicsInput).output(Ticket).mutation(once(tickets.editMechanics)),
  addPart: mechanicProcedure.input(AddPartInput).output(Ticket).mutation(once(tickets.addPart)),
  removePart: mechanicProcedure.input(RemovePartInput).output(Ticket).mutation(once(tickets.removePart)),
  setStatus: mechanicOrOwnerProcedure.input(SetStatusInput).output(Ticket).mutation(once(tickets.setStatus)),
  delete: adminProcedure
    .input(IdInput)
    .output(Deleted)
    .mutation(once((call, { id }) => tickets.remove(call, id))),
};
