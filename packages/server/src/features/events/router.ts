import { Event, EventList, ListAuditInput, ListEventsInput, LiveEventsInput, pageOf } from '@mechanic-shop/shared';
import { trackedStream } from '../../api/tracked-stream.ts';
import { adminProcedure, signedInProcedure } from '../../api/trpc.ts';
import { listAudit } from './audit.ts';
import { auditDocs, eventsDocs } from './docs.ts';
import * as events from './service.ts';

export const eventsRouter = {
  list: signedInProcedure
    .meta({ rest: { method: 'GET', path: '/events' }, ...eventsDocs.procedures.list })
    .input(ListEventsInput)
    .output(EventList)
    .query(({ ctx, input }) => events.list(ctx, input)),

  live: signedInProcedure
    .meta({ rest: null, ...eventsDocs.procedures.live })
    .input(LiveEventsInput)
    .subscription(async ({ ctx, input, signal }) => trackedStream(await events.live(ctx, input, signal))),
};

export const auditRouter = {
  list: adminProcedure
    .meta({ rest: { method: 'GET', path: '/audit' }, ...auditDocs.procedures.list })
    .input(ListAuditInput)
    .output(pageOf(Event))
    .query(({ ctx, input }) => listAudit(ctx, input)),
};
