import type { Vehicle } from '@mechanic-shop/shared';
import type { Command } from 'commander';
import { card } from './card.ts';
import { addCommand, addGroup } from './command.ts';
import { clearable, id, ifVersion, integer, required, text } from './fields.ts';
import type { Io } from './io.ts';
import { addList } from './list.ts';
import { showInstant } from './moment.ts';
import type { Column } from './table.ts';
import { vehicleName } from './vehicle-name.ts';
import type { View } from './view.ts';

const columns: Column<Vehicle>[] = [
  { title: 'ID', cell: (vehicle) => vehicle.id },
  { title: 'CUSTOMER', cell: (vehicle) => vehicle.customerId },
  { title: 'YEAR', cell: (vehicle) => vehicle.year },
  { title: 'MAKE', cell: (vehicle) => vehicle.make },
  { title: 'MODEL', cell: (vehicle) => vehicle.model },
  { title: 'PLATE', cell: (vehicle) => vehicle.licensePlate },
  { title: 'VIN', cell: (vehicle) => vehicle.vin },
];

const vehicleCard = (vehicle: Vehicle, view: View) =>
  card(
    `Vehicle ${vehicle.id}: ${vehicleName(vehicle)}`,
    [
      ['customer', vehicle.customerId],
      ['make', vehicle.make],
      ['model', vehicle.model],
      ['year', vehicle.year],
      ['plate', vehicle.licensePlate],
      ['vin', vehicle.vin],
      ['vin check', vehicle.vinCheck],
      ['version', vehicle.version],
      ['created', showInstant(vehicle.createdAt)],
    ],
    view,
  );

const make = text('--make <name>', 'who built it');
const model = text('--model <name>', 'what it is called');
const year = integer('--year <year>', 'model year');
const vin = text('--vin <vin>', 'vehicle identification number, 17 letters and digits');
const licensePlate = text('--license-plate <plate>', 'license plate');
const vehicle = { id: required(id('<id>', 'the vehicle')) };

/** `shop vehicles`: what the customers drive. */
export function addVehicles(program: Command, io: Io): void {
  const group = addGroup(program, 'vehicles', "customers' vehicles");
  addList(group, io, {
    name: 'list',
    about: 'list vehicles, newest first: your own, or all for staff',
    options: {
      customerId: id('--customer <id>', 'only those of a customer (staff)'),
      search: text('--search <words>', 'words that begin words of make, model, plate or VIN'),
    },
    call: ({ shop }, input) => shop.vehicles.list.query(input),
    columns,
  });
  addCommand(group, io, {
    name: 'show',
    about: 'show a vehicle',
    args: vehicle,
    call: ({ shop }, input) => shop.vehicles.get.query(input),
    show: vehicleCard,
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
      customerId: id('--customer <id>', 'whose it is; staff must say'),
    },
    call: ({ shop }, input) => shop.vehicles.create.mutate(input),
    show: vehicleCard,
  });
  addCommand(group, io, {
    name: 'update',
    about: 'change a vehicle',
    args: vehicle,
    options: {
      make,
      model,
      year,
      vin: clearable(vin),
      licensePlate: clearable(licensePlate),
      version: ifVersion,
    },
    call: ({ shop }, input) => shop.vehicles.update.mutate(input),
    show: vehicleCard,
  });
  addCommand(group, io, {
    name: 'delete',
    about: 'delete a vehicle that no ticket refers to',
    args: vehicle,
    call: ({ shop }, input) => shop.vehicles.delete.mutate(input),
    show: ({ message }) => [message],
  });
}
