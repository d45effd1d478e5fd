import {
  CreateMechanicInput,
  Deleted,
  IdInput,
  ListMechanicsInput,
  ListStaffInput,
  Mechanic,
  Ranking,
  RankingInput,
  StaffRecord,
  UpdateMechanicInput,
  pageOf,
} from '@mechanic-shop/shared';
import { idempotent } from '../../api/idempotency.ts';
import { adminOrSelfProcedure, adminProcedure, publicProcedure } from '../../api/trpc.ts';
import { mechanicsDocs } from './docs.ts';
import * as mechanics from './service.ts';

const docs = mechanicsDocs.procedures;

export const mechanicsRouter = {
  list: publicProcedure
    .meta({ rest: { method: 'GET', path: '/mechanics' }, cacheable: true, ...docs.list })
    .input(ListMechanicsInput)
    .output(pageOf(Mechanic))
    .query(({ ctx, input }) => mechanics.list(ctx, input)),
  get: publicProcedure
    .meta({ rest: { method: 'GET', path: '/mechanics/{id}' }, cacheable: true, ...docs.get })
    .input(IdInput)
    .output(Mechanic)
    .query(({ ctx, input }) => mechanics.get(ctx, input.id)),
  records: adminProcedure
    .meta({ rest: { method: 'GET', path: '/mechanics/records' }, ...docs.records })
    .input(ListStaffInput)
    .output(pageOf(StaffRecord))
    .query(({ ctx, input }) => mechanics.records(ctx, input)),
  record: adminOrSelfProcedure
    .meta({ rest: { method: 'GET', path: '/mechanics/{id}/record' }, ...docs.record })
    .input(IdInput)
    .output(StaffRecord)
    .query(({ ctx, input }) => mechanics.record(ctx, input.id)),
  create: adminProcedure
    .meta({ rest: { method: 'POST', path: '/mechanics', status: 201 }, ...docs.create })
    .input(CreateMechanicInput)
    .output(StaffRecord)
    .mutation(idempotent(mechanics.create)),
  update: adminProcedure
    .meta({ rest: { method: 'PUT', path: '/mechanics/{id}' }, ...docs.update })
    .input(UpdateMechanicInput)
    .output(StaffRecord)
    .mutation(idempotent(mechanics.update)),
  delete: adminProcedure
    .meta({ rest: { method: 'DELETE', path: '/mechanics/{id}' }, ...docs.delete })
    .input(IdInput)
    .output(Deleted)
    .mutation(idempotent((call, { id }) => mechanics.remove(call, id))),
  ranking: publicProcedure
    .meta({ rest: { method: 'GET', path: '/mechanics/ranking' }, cacheable: true, ...docs.ranking })
    .input(RankingInput)
    .output(Ranking)
    .query(({ ctx, input }) => mechanics.ranking(ctx, input)),
};
