import { Bay, CreateBayInput, Deleted, IdInput, ListBaysInput, UpdateBayInput, pageOf } from '@mechanic-shop/shared';
import { idempotent } from '../../api/idempotency.ts';
import { adminProcedure, signedInProcedure } from '../../api/trpc.ts';
import { baysDocs } from './docs.ts';
import * as bays from './service.ts';

const docs = baysDocs.procedures;

export const baysRouter = {
  list: signedInProcedure
    .meta({ rest: { method: 'GET', path: '/bays' }, ...docs.list })
    .input(ListBaysInput)
    .output(pageOf(Bay))
    .query(({ ctx, input }) => bays.list(ctx, input)),
  create: adminProcedure
    .meta({ rest: { method: 'POST', path: '/bays', status: 201 }, ...docs.create })
    .input(CreateBayInput)
    .output(Bay)
    .mutation(idempotent(bays.create)),
  update: adminProcedure
    .meta({ rest: { method: 'PUT', path: '/bays/{id}' }, ...docs.update })
    .input(UpdateBayInput)
    .output(Bay)
    .mutation(idempotent(bays.update)),
  delete: adminProcedure
    .meta({ rest: { method: 'DELETE', path: '/bays/{id}' }, ...docs.delete })
    .input(IdInput)
    .output(Deleted)
    .mutation(idempotent((call, { id }) => bays.remove(call, id))),
};
