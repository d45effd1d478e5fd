import {
  CreateVehicleInput,
  type ImportResult,
  type ImportVehicleRow,
  type ImportVehiclesInput,
  UpdateVehicleInput,
} from '@mechanic-shop/shared';
import type { SignedInWriteCall } from '../../core/call.ts';
import { invalidInput } from '../../core/errors.ts';
import { importRows, namedMembers } from '../../core/import.ts';
import type { Parsed } from '../../core/parsed.ts';
import type { Queries } from '../../platform/db/database.ts';
import { assertActiveCustomer } from '../customers/owner.ts';
import { customerByExternalId } from '../customers/rows.ts';
import { getWholeVehicle, vehicleByExternalId, vehicleByVin } from './rows.ts';
import { createVehicle, updateVehicle } from './service.ts';

/** Imports vehicles, which match by their external id, else by the VIN within their owner's vehicles. */
export function importVehicles(
  call: SignedInWriteCall,
  input: Parsed<typeof ImportVehiclesInput>,
): Promise<ImportResult> {
  return importRows(call, input, {
    match: async (tx, row) => {
      const owner = await ownerOf(tx, row);
      const { externalId, vin } = row;
      const id = externalId == null ? undefined : await vehicleByExternalId(tx, externalId);
      if (id !== undefined) return { id, taken: 'EXTERNAL_ID_TAKEN' };
      const same = vin == null ? undefined : await vehicleByVin(tx, owner, vin);
      // With another external id it is another vehicle, whose VIN is taken.
      if (same === undefined || (externalId != null && same.externalId !== null)) return undefined;
      return { id: same.id, taken: 'VIN_TAKEN' };
    },
    create: async (tx, row) => {
      const { customerExternalId, ...own } = row;
      const customerId = await ownerOf(tx, row);
      if (customerExternalId != null) await assertActiveCustomer(tx, customerId, 'customerExternalId');
      return createVehicle(call, tx, { ...CreateVehicleInput.parse(own), customerId });
    },
    update: async (tx, id, row) => {
      const current = await getWholeVehicle(tx, id);
      if (current?.customerId !== (await ownerOf(tx, row))) {
        const member = row.customerId == null ? 'customerExternalId' : 'customerId';
        throw invalidInput([member], 'This vehicle belongs to another customer: transfer it first.');
      }
      return updateVehicle(call, tx, { ...namedMembers(row, UpdateVehicleInput), id });
    },
  });
}

type Owner = Pick<ImportVehicleRow, 'customerId' | 'customerExternalId'>;

/** The id of the customer whom a row names. */
async function ownerOf(tx: Queries, { customerId, customerExternalId }: Owner): Promise<number> {
  if (customerExternalId == null) {
    if (customerId != null) return customerId;
    throw invalidInput(['customerId'], 'Name the owner by customerId or customerExternalId.');
  }
  if (customerId != null) {
    throw invalidInput(['customerExternalId'], 'Name the owner once: leave out customerExternalId or customerId.');
  }
  const id = await customerByExternalId(tx, customerExternalId);
  if (id === undefined) throw invalidInput(['customerExternalId'], 'No customer has this external id.');
  return id;
}
