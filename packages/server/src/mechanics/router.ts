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
import { once } from '../idempotency.ts';
import { adminOrSelfProcedure, adminProcedure, publicProcedure } from '../trpc.ts';
import * as mechanics from './service.ts';

export const mechanicsRouter = {
  list: publicProcedure
    .input(ListMechanicsInput)
    .output(pageOf(Mechanic))
    .query(({ ctx, input }) => mechanics.list(ctx, input)),
  get: publicProcedure
    .input(IdInput)
    .output(Mechanic)
    .query(({ ctx, input }) => mechanics.get(ctx, input.id)),
  records: adminProcedure
    .input(ListStaffInput)
    .output(pageOf(StaffRecord))
    .query(({ ctx, input }) => mechanics.records(ctx, input)),
  record: adminOrSelfProcedure
    .input(IdInput)
    .output(StaffRecord)
    .query(({ ctx, input }) => mechanics.record(ctx, input.id)),
  create: adminProcedure.input(CreateMechanicInput).output(StaffRecord).mutation(once(mechanics.create)),
  update: adminProcedure.input(UpdateMechanicInput).output(StaffRecord).mutation(once(mechanics.update)),
  delete: adminProcedure
    .input(IdInput)
    .output(Deleted)
    .mutation(once((call, { id }) => mechanics.remove(call, id))),
  ranking: publicProcedure
    .input(RankingInput)
    .output(Ranking)
    .query(({ ctx, input }) => mechanics.ranking(ctx, input)),
};
