import {
  Appointment,
  BookAppointmentInput,
  CalendarFile,
  CalendarInput,
  CancelAppointmentInput,
  IdInput,
  ListAppointmentsInput,
  MoveAppointmentInput,
  RequestAppointmentInput,
  SlotList,
  SlotsInput,
  Ticket,
  UpdateAppointmentInput,
  pageOf,
} from '@mechanic-shop/shared';
import { idempotent } from '../../api/idempotency.ts';
import { mechanicOrOwnerProcedure, mechanicProcedure, ownerProcedure, signedInProcedure } from '../../api/trpc.ts';
import { appointmentsDocs } from './docs.ts';
import * as appointments from './service.ts';

const docs = appointmentsDocs.procedures;

export const appointmentsRouter = {
  slots: signedInProcedure
    .meta({ rest: { method: 'GET', path: '/appointments/slots' }, ...docs.slots })
    .input(SlotsInput)
    .output(SlotList)
    .query(({ ctx, input }) => appointments.slots(ctx, input)),
  request: ownerProcedure
    .meta({ rest: { method: 'POST', path: '/appointments/request', status: 201 }, ...docs.request })
    .input(RequestAppointmentInput)
    .output(Appointment)
    .mutation(idempotent(appointments.request)),
  book: mechanicProcedure
    .meta({ rest: { method: 'POST', path: '/appointments', status: 201 }, ...docs.book })
    .input(BookAppointmentInput)
    .output(Appointment)
    .mutation(idempotent(appointments.book)),
  update: mechanicProcedure
    .meta({ rest: { method: 'PUT', path: '/appointments/{id}' }, ...docs.update })
    .input(UpdateAppointmentInput)
    .output(Appointment)
    .mutation(idempotent(appointments.update)),
  confirm: mechanicProcedure
    .meta({ rest: { method: 'POST', path: '/appointments/{id}/confirm' }, ...docs.confirm })
    .input(MoveAppointmentInput)
    .output(Appointment)
    .mutation(idempotent(appointments.confirm)),
  arrive: mechanicProcedure
    .meta({ rest: { method: 'POST', path: '/appointments/{id}/arrive' }, ...docs.arrive })
    .input(MoveAppointmentInput)
    .output(Appointment)
    .mutation(idempotent(appointments.arrive)),
  noShow: mechanicProcedure
    .meta({ rest: { method: 'POST', path: '/appointments/{id}/no-show' }, ...docs.noShow })
    .input(MoveAppointmentInput)
    .output(Appointment)
    .mutation(idempotent(appointments.noShow)),
  finish: mechanicProcedure
    .meta({ rest: { method: 'POST', path: '/appointments/{id}/finish' }, ...docs.finish })
    .input(MoveAppointmentInput)
    .output(Appointment)
    .mutation(idempotent(appointments.finish)),
  cancel: mechanicOrOwnerProcedure
    .meta({ rest: { method: 'POST', path: '/appointments/{id}/cancel' }, ...docs.cancel })
    .input(CancelAppointmentInput)
    .output(Appointment)
    .mutation(idempotent(appointments.cancel)),
  openTicket: mechanicProcedure
    .meta({ rest: { method: 'POST', path: '/appointments/{id}/ticket', status: 201 }, ...docs.openTicket })
    .input(MoveAppointmentInput)
    .output(Ticket)
    .mutation(idempotent(appointments.openTicket)),
  get: mechanicOrOwnerProcedure
    .meta({ rest: { method: 'GET', path: '/appointments/{id}' }, ...docs.get })
    .input(IdInput)
    .output(Appointment)
    .query(({ ctx, input }) => appointments.get(ctx, input.id)),
  list: signedInProcedure
    .meta({ rest: { method: 'GET', path: '/appointments' }, ...docs.list })
    .input(ListAppointmentsInput)
    .output(pageOf(Appointment))
    .query(({ ctx, input }) => appointments.list(ctx, input)),
  calendar: mechanicProcedure
    .meta({ rest: { method: 'GET', path: '/appointments.ics', file: 'text/calendar' }, ...docs.calendar })
    .input(CalendarInput)
    .output(CalendarFile)
    .query(({ ctx, input }) => appointments.calendar(ctx, input)),
};
