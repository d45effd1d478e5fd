import type { Supplier } from '@mechanic-shop/shared';
import type { Command } from 'commander';
import { sendBy } from '../csv/index.ts';
import { card } from './card.ts';
import { addCommand, addGroup } from './command.ts';
import { addDelete } from './delete.ts';
import { clearable, idOrName, ifVersion, required, text } from './fields.ts';
import { addImport } from './import/import-command.ts';
import type { Io } from './io.ts';
import { addList } from './list.ts';
import { showInstant } from './moment.ts';
import { findSupplier } from './references.ts';
import { active, activeEntry, ofRetired, retired } from './retired.ts';
import { type Column, ID, KEY } from './table.ts';
import type { View } from './view.ts';

const columns: Column<Supplier>[] = [
  { title: 'ID', cell: (supplier) => supplier.id, keep: ID },
  { title: 'NAME', cell: (supplier) => supplier.name, keep: KEY },
  { title: 'PHONE', cell: (supplier) => supplier.phone, keep: 3 },
  { title: 'EMAIL', cell: (supplier) => supplier.email, keep: 2 },
  { title: 'NOTE', cell: (supplier) => supplier.note },
];

function supplierCard(supplier: Supplier, view: View): string[] {
  return card(
    `Supplier ${supplier.id}: ${supplier.name}`,
    [
      ['email', supplier.email],
      ['phone', supplier.phone],
      ['address', supplier.address],
      ['note', supplier.note],
      ['external id', supplier.externalId],
      activeEntry(supplier),
      ['version', supplier.version],
      ['created', showInstant(supplier.createdAt)],
    ],
    view,
  );
}

const name = text('--name <name>', 'the name');
const email = text('--email <address>', 'e-mail address');
const phone = text('--phone <number>', 'phone number');
const address = text('--address <text>', 'postal address');
const note = text('--note <text>', 'for staff');
const externalId = text('--external-id <id>', 'the id in another system; imports recognise the supplier by it');
const supplier = { id: required(idOrName('<id>', 'the supplier: id, name, e-mail or phone', findSupplier)) };

/** `shop suppliers`: who the shop buys parts from. */
export function addSuppliers(program: Command, io: Io): void {
  const group = addGroup(program, 'suppliers', 'businesses that the shop buys parts from (staff)');
  addList(group, io, {
    name: 'list',
    about: 'list suppliers, newest first',
    options: { search: text('--search <words>', 'search name, e-mail, phone and address'), retired },
    call: ({ shop }, input) => shop.suppliers.list.query(ofRetired(input)),
    columns,
  });
  addCommand(group, io, {
    name: 'show',
    about: 'show a supplier',
    args: supplier,
    call: ({ shop }, input) => shop.suppliers.get.query(input),
    show: supplierCard,
  });
  addCommand(group, io, {
    name: 'add',
    about: 'add a supplier',
    options: { name: required(name), email, phone, address, note, externalId },
    call: ({ shop }, input) => shop.suppliers.create.mutate(input),
    show: supplierCard,
  });
  addCommand(group, io, {
    name: 'update',
    about: 'update a supplier',
    args: supplier,
    options: {
      name,
      email: clearable(email),
      phone: clearable(phone),
      address: clearable(address),
      note: clearable(note),
      externalId: clearable(externalId),
      active,
      version: ifVersion,
    },
    call: ({ shop }, input) => shop.suppliers.update.mutate(input),
    show: supplierCard,
  });
  addImport(group, io, {
    what: 'suppliers',
    send: (shop) => sendBy(shop.suppliers.import.mutate),
  });
  addDelete(group, io, {
    about: 'delete a supplier that no purchase and no part names (admins)',
    what: 'the supplier',
    describe: async ({ shop }, id) => `supplier ${id}, ${(await shop.suppliers.get.query({ id })).name}`,
    inUse: (id, program) =>
      `Purchases or parts name supplier ${id}: retire it with \`${program} suppliers update ${id} --no-active\`.`,
    call: ({ shop }, input) => shop.suppliers.delete.mutate(input),
  });
}
