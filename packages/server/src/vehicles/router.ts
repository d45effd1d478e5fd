import {
  CreateVehicleInput,
  Deleted,
  IdInput,
  ListVehiclesInput,
  UpdateVehicleInput,
  Vehicle,
  pageOf,
} from '@mechanic-shop/shared';
import { once } from '../idempotency.ts';
import { mechanicOrOwnerProcedure, signedInProcedure } from '../trpc.ts';
import * as vehicles from './service.ts';

export const vehiclesRouter = {
  list: signedInProcedure
    .input(ListVehiclesInput)
    .output(pageOf(Vehicle))
    .query(({ ctx, input }) => vehicles.list(ctx, input)),
  get: mechanicOrOwnerProcedure
    .input(IdInput)
    .output(Vehicle)
    .query(({ ctx, input }) => vehicles.get(ctx, input.id)),
  create: signedInProcedure.input(CreateVehicleInput).output(Vehicle).mutation(once(vehicles.create)),
  update: mechanicOrOwnerProcedure.input(UpdateVehicleInput).output(Vehicle).mutation(once(vehicles.update)),
  delete: mechanicOrOwnerProcedure
    .input(IdInput)
    .output(Deleted)
    .mutation(once((call, { id }) => vehicles.remove(call, id))),
};
