import {
  ClockStarted,
  CorrectTimeEntryInput,
  CurrentClock,
  Deleted,
  IdInput,
  ListTimeEntriesInput,
  NoInput,
  StartClockInput,
  StopClockInput,
  TimeEntry,
  pageOf,
} from '@mechanic-shop/shared';
import { idempotent } from '../../api/idempotency.ts';
import { adminProcedure, mechanicProcedure } from '../../api/trpc.ts';
import { clockDocs } from './docs.ts';
import * as clock from './service.ts';

const docs = clockDocs.procedures;

export const clockRouter = {
  start: mechanicProcedure
    .meta({ rest: { method: 'POST', path: '/clock/start' }, ...docs.start })
    .input(StartClockInput)
    .output(ClockStarted)
    .mutation(idempotent(clock.start)),
  stop: mechanicProcedure
    .meta({ rest: { method: 'POST', path: '/clock/stop' }, ...docs.stop })
    .input(StopClockInput)
    .output(TimeEntry)
    .mutation(idempotent(clock.stop)),
  current: mechanicProcedure
    .meta({ rest: { method: 'GET', path: '/clock/current' }, ...docs.current })
    .input(NoInput)
    .output(CurrentClock)
    .query(({ ctx }) => clock.current(ctx)),
  list: mechanicProcedure
    .meta({ rest: { method: 'GET', path: '/clock/entries' }, ...docs.list })
    .input(ListTimeEntriesInput)
    .output(pageOf(TimeEntry))
    .query(({ ctx, input }) => clock.list(ctx, input)),
  correct: mechanicProcedure
    .meta({ rest: { method: 'PUT', path: '/clock/entries/{id}' }, ...docs.correct })
    .input(CorrectTimeEntryInput)
    .output(TimeEntry)
    .mutation(idempotent(clock.correct)),
  remove: adminProcedure
    .meta({ rest: { method: 'DELETE', path: '/clock/entries/{id}' }, ...docs.remove })
    .input(IdInput)
    .output(Deleted)
    .mutation(idempotent((call, { id }) => clock.remove(call, id))),
};
