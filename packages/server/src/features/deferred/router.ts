import {
  DeferredJob,
  Deleted,
  DismissDeferredInput,
  ListDeferredInput,
  ReviveDeferredInput,
  Ticket,
  pageOf,
} from '@mechanic-shop/shared';
import { idempotent } from '../../api/idempotency.ts';
import { mechanicProcedure, signedInProcedure } from '../../api/trpc.ts';
import { deferredDocs } from './docs.ts';
import * as deferred from './service.ts';

const docs = deferredDocs.procedures;

export const deferredRouter = {
  list: signedInProcedure
    .meta({ rest: { method: 'GET', path: '/deferred-jobs' }, ...docs.list })
    .input(ListDeferredInput)
    .output(pageOf(DeferredJob))
    .query(({ ctx, input }) => deferred.list(ctx, input)),
  revive: mechanicProcedure
    .meta({ rest: { method: 'POST', path: '/deferred-jobs/{jobId}/revive' }, ...docs.revive })
    .input(ReviveDeferredInput)
    .output(Ticket)
    .mutation(idempotent(deferred.revive)),
  dismiss: mechanicProcedure
    .meta({ rest: { method: 'DELETE', path: '/deferred-jobs/{jobId}' }, ...docs.dismiss })
    .input(DismissDeferredInput)
    .output(Deleted)
    .mutation(idempotent(deferred.dismiss)),
};
