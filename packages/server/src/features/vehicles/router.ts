import {
  CreateVehicleInput,
  Deleted,
  IdInput,
  ImportVehiclesInput,
  ImportResult,
  ListVehiclesInput,
  MileageReading,
  TransferVehicleInput,
  UpdateVehicleInput,
  Vehicle,
  VehicleMileageInput,
  pageOf,
} from '@mechanic-shop/shared';
import { idempotent } from '../../api/idempotency.ts';
import { mechanicOrOwnerProcedure, mechanicProcedure, signedInProcedure } from '../../api/trpc.ts';
import { vehiclesDocs } from './docs.ts';
import { importVehicles } from './import.ts';
import * as vehicles from './service.ts';

const docs = vehiclesDocs.procedures;

export const vehiclesRouter = {
  list: signedInProcedure
    .meta({ rest: { method: 'GET', path: '/vehicles' }, ...docs.list })
    .input(ListVehiclesInput)
    .output(pageOf(Vehicle))
    .query(({ ctx, input }) => vehicles.list(ctx, input)),
  get: mechanicOrOwnerProcedure
    .meta({ rest: { method: 'GET', path: '/vehicles/{id}' }, ...docs.get })
    .input(IdInput)
    .output(Vehicle)
    .query(({ ctx, input }) => vehicles.get(ctx, input.id)),
  create: signedInProcedure
    .meta({ rest: { method: 'POST', path: '/vehicles', status: 201 }, ...docs.create })
    .input(CreateVehicleInput)
    .output(Vehicle)
    .mutation(idempotent(vehicles.create)),
  import: mechanicProcedure
    .meta({ rest: { method: 'POST', path: '/vehicles/import' }, ...docs.import })
    .input(ImportVehiclesInput)
    .output(ImportResult)
    .mutation(idempotent(importVehicles)),
  update: mechanicOrOwnerProcedure
    .meta({ rest: { method: 'PUT', path: '/vehicles/{id}' }, ...docs.update })
    .input(UpdateVehicleInput)
    .output(Vehicle)
    .mutation(idempotent(vehicles.update)),
  delete: mechanicOrOwnerProcedure
    .meta({ rest: { method: 'DELETE', path: '/vehicles/{id}' }, ...docs.delete })
    .input(IdInput)
    .output(Deleted)
    .mutation(idempotent((call, { id }) => vehicles.remove(call, id))),
  mileage: mechanicOrOwnerProcedure
    .meta({ rest: { method: 'GET', path: '/vehicles/{id}/mileage' }, ...docs.mileage })
    .input(VehicleMileageInput)
    .output(pageOf(MileageReading))
    .query(({ ctx, input }) => vehicles.mileage(ctx, input)),
  transfer: mechanicProcedure
    .meta({ rest: { method: 'POST', path: '/vehicles/{id}/transfer' }, ...docs.transfer })
    .input(TransferVehicleInput)
    .output(Vehicle)
    .mutation(idempotent(vehicles.transfer)),
};
