import type {
  CreateVehicleInput,
  Deleted,
  ListVehiclesInput,
  MileageReading,
  Page,
  TransferVehicleInput,
  UpdateVehicleInput,
  Vehicle,
  VehicleMileageInput,
} from '@mechanic-shop/shared';
import { eq, sql } from 'drizzle-orm';
import type { SignedInCall, SignedInWriteCall } from '../../core/call.ts';
import { isStaff } from '../../core/caller.ts';
import { deleteRow } from '../../core/deletion.ts';
import { changesOf, isEmpty } from '../../core/diff.ts';
import { AppError, invalidInput, notFound } from '../../core/errors.ts';
import { recordChange } from '../../core/events/record.ts';
import type { Parsed } from '../../core/parsed.ts';
import { assertVersion } from '../../core/versions.ts';
import type { Queries } from '../../platform/db/database.ts';
import { assertActiveCustomer, ownerOf } from '../customers/owner.ts';
import { readSettings } from '../shop/rows.ts';
import { vehicleEntity } from './entity.ts';
import { listReadings } from './mileage.ts';
import { getWholeVehicle, insertVehicle, listVehicles, shownTo, vehicleByExternalId, vehicleByVin } from './rows.ts';
import { reindexVehicle } from './search.ts';
import { vehicles } from './table.ts';

export function list(call: SignedInCall, input: Parsed<typeof ListVehiclesInput>): Promise<Page<Vehicle>> {
  if (isStaff(call.caller)) return listVehicles(call.read, input, call.caller);
  if (input.customerId !== undefined) {
    throw invalidInput(['customerId'], 'Customers can list only their own vehicles: leave customerId out.');
  }
  return listVehicles(call.read, { ...input, customerId: call.caller.accountId }, call.caller);
}

/** Staff find every vehicle, customers their own; anything else is NOT_FOUND. With what only staff see. */
async function findable({ caller }: SignedInCall, db: Queries, id: number): Promise<Vehicle> {
  const vehicle = await getWholeVehicle(db, id);
  if (!vehicle || !(isStaff(caller) || vehicle.customerId === caller.accountId)) throw notFound('vehicle');
  return vehicle;
}

export async function get(call: SignedInCall, id: number): Promise<Vehicle> {
  return shownTo(call.caller, await findable(call, call.read, id));
}

export function create(call: SignedInWriteCall, input: Parsed<typeof CreateVehicleInput>): Promise<Vehicle> {
  const customerId = ownerOf(call.caller, input.customerId);
  return call.write((tx) => createVehicle(call, tx, { ...input, customerId }));
}

export async function createVehicle(
  call: SignedInCall,
  tx: Queries,
  input: Parsed<typeof CreateVehicleInput> & { customerId: number },
): Promise<Vehicle> {
  await assertActiveCustomer(tx, input.customerId);
  const { customerId, make, model, year, vin = null, licensePlate = null, note = null, externalId = null } = input;
  assertStaffMembers(call, { note: input.note, externalId: input.externalId });
  const mileageUnit = input.mileageUnit ?? (await readSettings(tx)).mileageUnit;
  if (vin !== null) await assertFreeVin(tx, customerId, vin);
  if (externalId !== null) await assertFreeExternalId(tx, externalId);
  const after = await insertVehicle(tx, {
    customerId,
    make,
    model,
    year,
    vin,
    licensePlate,
    mileageUnit,
    note,
    externalId,
    createdAt: call.shop.now(),
  });
  await reindexVehicle(tx, after);
  recordChange(call, vehicleEntity, { before: null, after });
  return shownTo(call.caller, after);
}

async function assertFreeVin(tx: Queries, customerId: number, vin: string, ownId = 0): Promise<void> {
  const other = await vehicleByVin(tx, customerId, vin);
  if (other !== undefined && other.id !== ownId) throw new AppError('VIN_TAKEN');
}

async function assertFreeExternalId(tx: Queries, externalId: string): Promise<void> {
  if ((await vehicleByExternalId(tx, externalId)) !== undefined) throw new AppError('EXTERNAL_ID_TAKEN');
}

export function update(call: SignedInWriteCall, input: Parsed<typeof UpdateVehicleInput>): Promise<Vehicle> {
  return call.write((tx) => updateVehicle(call, tx, input));
}

export async function updateVehicle(
  call: SignedInCall,
  tx: Queries,
  { id, version, ...wanted }: Parsed<typeof UpdateVehicleInput>,
): Promise<Vehicle> {
  const current = await findable(call, tx, id);
  assertStaffMembers(call, { note: wanted.note, externalId: wanted.externalId, active: wanted.active });
  assertVersion(shownTo(call.caller, current), version);
  const changes = changesOf(current, wanted);
  if (isEmpty(changes)) return shownTo(call.caller, current);
  if (typeof changes.vin === 'string') await assertFreeVin(tx, current.customerId, changes.vin, id);
  if (typeof changes.externalId === 'string') await assertFreeExternalId(tx, changes.externalId);
  const { make, model, year, vin, licensePlate, mileageUnit, note, externalId, active } = { ...current, ...changes };
  await tx
    .update(vehicles)
    .set({
      make,
      model,
      year,
      vin,
      licensePlate,
      mileageUnit,
      note,
      externalId,
      active,
      version: sql`${vehicles.version} + 1`,
    })
    .where(eq(vehicles.id, id));
  const after = await findable(call, tx, id);
  await reindexVehicle(tx, after);
  if (changes.licensePlate !== undefined) await call.shop.reindexing.dependentsOf(tx, vehicles, id);
  recordChange(call, vehicleEntity, { before: current, after });
  return shownTo(call.caller, after);
}

export function remove(call: SignedInWriteCall, id: number): Promise<Deleted> {
  return call.write(async (tx) => {
    const before = await findable(call, tx, id);
    await deleteRow(call, tx, vehicles, id);
    recordChange(call, vehicleEntity, { before, after: null });
    return { id, message: 'The vehicle is deleted.' };
  });
}

/** Rejects what only staff decide about a vehicle. */
function assertStaffMembers(call: SignedInCall, members: object): void {
  if (isStaff(call.caller) || Object.values(members).every((value) => value === undefined)) return;
  throw new AppError('ROLE_REQUIRED', { role: 'mechanic' });
}

export async function mileage(
  call: SignedInCall,
  input: Parsed<typeof VehicleMileageInput>,
): Promise<Page<MileageReading>> {
  await findable(call, call.read, input.id);
  return listReadings(call, input);
}

/** Gives a vehicle to another customer; its tickets stay with the customer they were made for. */
export function transfer(
  call: SignedInWriteCall,
  { id, version, customerId }: Parsed<typeof TransferVehicleInput>,
): Promise<Vehicle> {
  return call.write(async (tx) => {
    const current = await findable(call, tx, id);
    await assertActiveCustomer(tx, customerId);
    assertVersion(current, version);
    if (current.customerId === customerId) return current;
    if (current.vin !== null) await assertFreeVin(tx, customerId, current.vin, id);
    await tx
      .update(vehicles)
      .set({ customerId, version: sql`${vehicles.version} + 1` })
      .where(eq(vehicles.id, id));
    const after = await findable(call, tx, id);
    recordChange(call, vehicleEntity, { before: current, after });
    await call.shop.followVehicle(call, tx, { vehicleId: id, customerId });
    return after;
  });
}
