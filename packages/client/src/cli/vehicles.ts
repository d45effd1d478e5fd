import { type MileageReading, MileageUnit, type Vehicle } from '@mechanic-shop/shared';
import type { Command } from 'commander';
import { sendBy } from '../csv/index.ts';
import { card } from './card.ts';
import { type Context, addCommand, addGroup } from './command.ts';
import { pointOut, yes } from './confirm.ts';
import { addDelete } from './delete.ts';
import { choice, clearable, idOrName, ifVersion, integer, required, text } from './fields.ts';
import { addImport } from './import/import-command.ts';
import type { Io } from './io.ts';
import { addList } from './list.ts';
import { showInstant } from './moment.ts';
import { type PeopleNames, customerNames, orNothing } from './people-names.ts';
import { findCustomer, findVehicle, sameName } from './references.ts';
import { active, activeEntry, ofRetired, retired } from './retired.ts';
import { type Column, ID, KEY } from './table.ts';
import { vehicleName } from './vehicle-name.ts';
import type { View } from './view.ts';

function columns(names: PeopleNames): Column<Vehicle>[] {
  return [
    { title: 'ID', cell: (vehicle) => vehicle.id, keep: ID },
    { title: 'CUSTOMER', cell: (vehicle) => names.nameOf(vehicle.customerId), keep: KEY },
    { title: 'PLATE', cell: (vehicle) => vehicle.licensePlate, keep: KEY },
    { title: 'YEAR', cell: (vehicle) => vehicle.year, keep: 1 },
    { title: 'MAKE', cell: (vehicle) => vehicle.make, keep: 2 },
    { title: 'MODEL', cell: (vehicle) => vehicle.model, keep: 3 },
    { title: 'VIN', cell: (vehicle) => vehicle.vin, keep: KEY },
  ];
}

const readingColumns: Column<MileageReading>[] = [
  { title: 'AT', cell: (reading) => showInstant(reading.at), keep: KEY },
  { title: 'MILEAGE', cell: (reading) => reading.mileage, keep: KEY },
  { title: 'TICKET', cell: (reading) => reading.ticketId, keep: ID },
];

async function showVehicle(vehicle: Vehicle, view: View, { shop }: Context): Promise<string[]> {
  const names = customerNames(shop);
  await names.learn([vehicle.customerId]);
  const name = names.nameOf(vehicle.customerId);
  const { customerId } = vehicle;
  return card(
    `Vehicle ${vehicle.id}: ${vehicleName(vehicle)}`,
    [
      ['customer', name === String(customerId) ? name : `${name} (${customerId})`],
      ['make', vehicle.make],
      ['model', vehicle.model],
      ['year', vehicle.year],
      ['plate', vehicle.licensePlate],
      ['vin', vehicle.vin],
      ['vin check', vehicle.vinCheck],
      ['mileage', vehicle.mileage === null ? null : `${vehicle.mileage} ${vehicle.mileageUnit}`],
      ['note', vehicle.note],
      ['external id', vehicle.externalId],
      activeEntry(vehicle),
      ['version', vehicle.version],
      ['created', showInstant(vehicle.createdAt)],
    ],
    view,
  );
}

const make = text('--make <name>', 'manufacturer');
const model = text('--model <name>', 'model name');
const year = integer('--year <year>', 'model year');
const vin = text('--vin <vin>', 'vehicle identification number, 17 letters and digits');
const licensePlate = text('--license-plate <plate>', 'license plate');
const mileageUnit = choice('--mileage-unit <unit>', "unit of its odometer, default the shop's", MileageUnit.options);
const note = text('--note <text>', 'for staff only');
const externalId = text('--external-id <id>', 'the id in another system; imports recognise the vehicle by it');
const vehicle = { id: required(idOrName('<id>', 'the vehicle: id, plate or VIN', findVehicle)) };

/** Points out another vehicle with the same plate. */
async function pointOutPlate({ io, shop }: Context, confirmed: boolean | undefined, plate: string, own?: number) {
  const page = await orNothing(shop.vehicles.list.query({ search: plate, limit: 100 }));
  const twin = page?.items.find((each) => each.id !== own && each.licensePlate && sameName(each.licensePlate, plate));
  await pointOut(io, confirmed, twin && `Vehicle ${twin.id}, ${vehicleName(twin)}, already has this plate.`);
}

/** `shop vehicles`: the customers' vehicles. */
export function addVehicles(program: Command, io: Io): void {
  const group = addGroup(program, 'vehicles', "customers' vehicles");
  addList(group, io, {
    name: 'list',
    about: 'list vehicles, newest first: your own, or all for staff',
    options: {
      customerId: idOrName('--customer <id>', 'only vehicles of this customer, by id or name (staff)', findCustomer),
      search: text('--search <words>', 'search make, model, plate and VIN by the beginnings of words'),
      retired,
    },
    call: ({ shop }, input) => shop.vehicles.list.query(ofRetired(input)),
    columns: { names: customerNames, personOf: ({ customerId }) => customerId, columns },
  });
  addCommand(group, io, {
    name: 'show',
    about: 'show a vehicle',
    args: vehicle,
    call: ({ shop }, input) => shop.vehicles.get.query(input),
    show: showVehicle,
  });
  addCommand(group, io, {
    name: 'add',
    about: 'add a vehicle',
    options: {
      make: required(make),
      model: required(model),
      year: required(year),
      vin,
      licensePlate,
      mileageUnit,
      note,
      externalId,
      customerId: idOrName('--customer <id>', 'the owner, by id or name (required for staff)', findCustomer),
      yes,
    },
    call: async (context, { yes, ...input }) => {
      if (input.licensePlate) await pointOutPlate(context, yes, input.licensePlate);
      return context.shop.vehicles.create.mutate(input);
    },
    show: showVehicle,
  });
  addCommand(group, io, {
    name: 'update',
    about: 'update a vehicle',
    args: vehicle,
    options: {
      make,
      model,
      year,
      vin: clearable(vin),
      licensePlate: clearable(licensePlate),
      mileageUnit: { ...mileageUnit, about: 'unit of its odometer' },
      note: clearable(note),
      externalId: clearable(externalId),
      active,
      version: ifVersion,
      yes,
    },
    call: async (context, { yes, ...input }) => {
      if (input.licensePlate) await pointOutPlate(context, yes, input.licensePlate, input.id);
      return context.shop.vehicles.update.mutate(input);
    },
    show: showVehicle,
  });
  addCommand(group, io, {
    name: 'transfer',
    about: 'give a vehicle to another customer; its tickets stay with the old one',
    args: { ...vehicle, customerId: required(idOrName('<customer>', 'the new owner: id or name', findCustomer)) },
    options: { version: ifVersion },
    call: ({ shop }, input) => shop.vehicles.transfer.mutate(input),
    show: showVehicle,
  });
  addList(group, io, {
    name: 'mileage',
    about: 'list the odometer readings of a vehicle, newest first',
    args: vehicle,
    call: ({ shop }, input) => shop.vehicles.mileage.query(input),
    columns: readingColumns,
  });
  addImport(group, io, {
    what: 'vehicles',
    send: (shop) => sendBy(shop.vehicles.import.mutate),
  });
  addDelete(group, io, {
    about: 'delete a vehicle that no ticket refers to',
    what: 'the vehicle',
    describe: async ({ shop }, id) => `vehicle ${id}, ${vehicleName(await shop.vehicles.get.query({ id }))}`,
    inUse: (id, program) =>
      `Tickets refer to vehicle ${id}: retire it with \`${program} vehicles update ${id} --no-active\`.`,
    call: ({ shop }, input) => shop.vehicles.delete.mutate(input),
  });
}
