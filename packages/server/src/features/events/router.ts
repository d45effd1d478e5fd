import { Event, EventList, ListAuditInput, ListEventsInput, pageOf } from '@mechanic-shop/shared';
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
};

export const auditRouter = {
  list: adminProcedure
    .meta({ rest: { method: 'GET', path: '/audit' }, ...auditDocs.procedures.list })
    .input(ListAuditInput)
    .output(pageOf(Event))
    .query(({ ctx, input }) => listAudit(ctx, input)),
};
