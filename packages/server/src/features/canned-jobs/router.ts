import {
  CannedJob,
  CreateCannedJobInput,
  Deleted,
  IdInput,
  ListCannedJobsInput,
  UpdateCannedJobInput,
  pageOf,
} from '@mechanic-shop/shared';
import { idempotent } from '../../api/idempotency.ts';
import { adminProcedure, mechanicProcedure } from '../../api/trpc.ts';
import { cannedJobsDocs } from './docs.ts';
import * as cannedJobs from './service.ts';

const docs = cannedJobsDocs.procedures;

export const cannedJobsRouter = {
  list: mechanicProcedure
    .meta({ rest: { method: 'GET', path: '/canned-jobs' }, ...docs.list })
    .input(ListCannedJobsInput)
    .output(pageOf(CannedJob))
    .query(({ ctx, input }) => cannedJobs.list(ctx, input)),
  get: mechanicProcedure
    .meta({ rest: { method: 'GET', path: '/canned-jobs/{id}' }, ...docs.get })
    .input(IdInput)
    .output(CannedJob)
    .query(({ ctx, input }) => cannedJobs.get(ctx, input.id)),
  create: adminProcedure
    .meta({ rest: { method: 'POST', path: '/canned-jobs', status: 201 }, ...docs.create })
    .input(CreateCannedJobInput)
    .output(CannedJob)
    .mutation(idempotent(cannedJobs.create)),
  update: adminProcedure
    .meta({ rest: { method: 'PUT', path: '/canned-jobs/{id}' }, ...docs.update })
    .input(UpdateCannedJobInput)
    .output(CannedJob)
    .mutation(idempotent(cannedJobs.update)),
  delete: adminProcedure
    .meta({ rest: { method: 'DELETE', path: '/canned-jobs/{id}' }, ...docs.delete })
    .input(IdInput)
    .output(Deleted)
    .mutation(idempotent((call, { id }) => cannedJobs.remove(call, id))),
};
