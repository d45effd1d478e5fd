import type {
  CreateVehicleInput,
  Deleted,
  ListVehiclesInput,
  Page,
  UpdateVehicleInput,
  Vehicle,
} from '@mechanic-shop/shared';
import { and, eq, ne, sql } from 'drizzle-orm';
import type { SignedInCall, SignedInWriteCall } from '../../core/call.ts';
import { isStaff } from '../../core/caller.ts';
import { deleteRow } from '../../core/deletion.ts';
import { changesOf, isEmpty } from '../../core/diff.ts';
import { AppError, invalidInput, notFound } from '../../core/errors.ts';
import type { Parsed } from '../../core/parsed.ts';
import { assertVersion } from '../../core/versions.ts';
import type { Queries } from '../../platform/db/database.ts';
import { assertCustomer, ownerOf } from '../customers/owner.ts';
import { getVehicle, listVehicles } from './rows.ts';
import { reindexVehicle } from './search.ts';
import { vehicles } from './table.ts';

export function list(call: SignedInCall, input: Parsed<typeof ListVehiclesInput>): Promise<Page<Vehicle>> {
  if (isStaff(call.caller)) return listVehicles(call.read, input);
  if (input.customerId !== undefined) {
    throw invalidInput(['customerId'], 'You see only your own vehicles: leave customerId out.');
  }
  return listVehicles(call.read, { ...input, customerId: call.caller.accountId });
}

/** Staff see every vehicle, customers their own; anything else is NOT_FOUND. */
async function readable(call: SignedInCall, db: Queries, id: number): Promise<Vehicle> {
  const vehicle = await getVehicle(db, id);
  if (!vehicle || !(isStaff(call.caller) || vehicle.customerId === call.caller.accountId)) throw notFound('vehicle');
  return vehicle;
}

export const get = (call: SignedInCall, id: number): Promise<Vehicle> => readable(call, call.read, id);

export function create(call: SignedInWriteCall, input: Parsed<typeof CreateVehicleInput>): Promise<Vehicle> {
  const customerId = ownerOf(call.caller, input.customerId);
  return call.write(async (tx) => {
    await assertCustomer(tx, customerId);
    const { make, model, year, vin = null, licensePlate = null } = input;
    if (vin !== null) await assertFreeVin(tx, customerId, vin);
    const [row] = await tx
      .insert(vehicles)
      .values({ customerId, make, model, year, vin, licensePlate, createdAt: call.shop.now() })
      .returning({ id: vehicles.id });
    const vehicle = await readable(call, tx, row?.id ?? 0);
    await reindexVehicle(tx, vehicle);
    return vehicle;
  });
}

async function assertFreeVin(tx: Queries, customerId: number, vin: string, ownId = 0): Promise<void> {
  const [other] = await tx
    .select({ id: vehicles.id })
    .from(vehicles)
    .where(and(eq(vehicles.customerId, customerId), eq(vehicles.vin, vin), ne(vehicles.id, ownId)));
  if (other) throw new AppError('VIN_TAKEN');
}

export function update(
  call: SignedInWriteCall,
  { id, version, ...wanted }: Parsed<typeof UpdateVehicleInput>,
): Promise<Vehicle> {
  return call.write(async (tx) => {
    const current = await readable(call, tx, id);
    assertVersion(current, version);
    const changes = changesOf(current, wanted);
    if (isEmpty(changes)) return current;
    if (typeof changes.vin === 'string') await assertFreeVin(tx, current.customerId, changes.vin, id);
    const { make, model, year, vin, licensePlate } = { ...current, ...changes };
    await tx
      .update(vehicles)
      .set({ make, model, year, vin, licensePlate, version: sql`${vehicles.version} + 1` })
      .where(eq(vehicles.id, id));
    const after = await readable(call, tx, id);
    await reindexVehicle(tx, after);
    if (changes.licensePlate !== undefined) await call.shop.reindexing.dependentsOf(tx, vehicles, id);
    return after;
  });
}

export function remove(call: SignedInWriteCall, id: number): Promise<Deleted> {
  return call.write(async (tx) => {
    await readable(call, tx, id);
    await deleteRow(call, tx, vehicles, id);
    return { id, message: 'The vehicle is deleted.' };
  });
}
