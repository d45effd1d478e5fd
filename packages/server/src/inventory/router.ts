import {
  AdjustPartInput,
  CreatePartInput,
  Deleted,
  IdInput,
  ListMovementsInput,
  ListPartsInput,
  Part,
  StockMovement,
  UpdatePartInput,
  pageOf,
} from '@mechanic-shop/shared';
import { once } from '../idempotency.ts';
import { mechanicProcedure, publicProcedure } from '../trpc.ts';
import * as inventory from './service.ts';

export const inventoryRouter = {
  list: publicProcedure
    .input(ListPartsInput)
    .output(pageOf(Part))
    .query(({ ctx, input }) => inventory.list(ctx, input)),
  get: publicProcedure
    .input(IdInput)
    .output(Part)
    .query(({ ctx, input }) => inventory.get(ctx, input.id)),
  create: mechanicProcedure.input(CreatePartInput).output(Part).mutation(once(inventory.create)),
  update: mechanicProcedure.input(UpdatePartInput).output(Part).mutation(once(inventory.update)),
  adjust: mechanicProcedure.input(AdjustPartInput).output(Part).mutation(once(inventory.adjust)),
  delete: mechanicProcedure
    .input(IdInput)
    .output(Deleted)
    .mutation(once((call, { id }) => inventory.remove(call, id))),
  movements: mechanicProcedure
    .input(ListMovementsInput)
    .output(pageOf(StockMovement))
    .query(({ ctx, input }) => inventory.movements(ctx, input)),
};
