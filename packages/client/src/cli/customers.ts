import { type Customer, OrderBy } from '@mechanic-shop/shared';
import type { Command } from 'commander';
import { readPassword } from './ask.ts';
import { card } from './card.ts';
import { addCommand, addGroup } from './command.ts';
import { forgetSession } from './connect.ts';
import { choice, clearable, id, ifVersion, required, text } from './fields.ts';
import { expiresInHours, newInviteCard } from './invites.ts';
import type { Io } from './io.ts';
import { addList } from './list.ts';
import { showInstant } from './moment.ts';
import { address, email, firstName, fullName, lastName, phone } from './people.ts';
import type { Column } from './table.ts';
import type { View } from './view.ts';

const columns: Column<Customer>[] = [
  { title: 'ID', cell: (customer) => customer.id },
  { title: 'NAME', cell: fullName },
  { title: 'E-MAIL', cell: (customer) => customer.email },
  { title: 'PHONE', cell: (customer) => customer.phone },
  { title: 'LOGIN', cell: ({ hasLogin }) => (hasLogin ? 'yes' : 'no') },
  { title: 'ADDRESS', cell: (customer) => customer.address },
];

/** A customer as a person reads it. */
export const customerCard = (customer: Customer, view: View) =>
  card(
    `Customer ${customer.id}: ${fullName(customer)}`,
    [
      ['e-mail', customer.email],
      ['phone', customer.phone],
      ['address', customer.address],
      ['login', customer.hasLogin ? 'yes' : 'no'],
      ['version', customer.version],
      ['created', showInstant(customer.createdAt)],
    ],
    view,
  );

const customer = { id: required(id('<id>', 'the customer')) };

/** `shop customers`: people with and without a login. */
export function addCustomers(program: Command, io: Io): void {
  const group = addGroup(program, 'customers', 'customers, with and without a login');
  addList(group, io, {
    name: 'list',
    about: 'list customers, newest first',
    options: {
      search: text('--search <words>', 'words that begin words of name, e-mail or phone'),
      orderBy: choice('--order-by <order>', 'by what', OrderBy.options),
    },
    call: ({ shop }, input) => shop.customers.list.query(input),
    columns,
  });
  addCommand(group, io, {
    name: 'show',
    about: 'show a customer',
    args: customer,
    call: ({ shop }, input) => shop.customers.get.query(input),
    show: customerCard,
  });
  addCommand(group, io, {
    name: 'add',
    about: 'write down a customer who has no login',
    options: { firstName: required(firstName), lastName: required(lastName), email, phone, address },
    call: ({ shop }, input) => shop.customers.create.mutate(input),
    show: customerCard,
  });
  addCommand(group, io, {
    name: 'update',
    about: 'change a customer',
    args: customer,
    options: {
      firstName,
      lastName,
      email: clearable(email),
      phone: clearable(phone),
      address: clearable(address),
      version: ifVersion,
    },
    call: ({ shop }, input) => shop.customers.update.mutate(input),
    show: customerCard,
  });
  addCommand(group, io, {
    name: 'delete',
    about: 'delete a customer with all vehicles; yourself only with your password',
    args: customer,
    call: async ({ shop, url }, input) => {
      // Only those who delete themselves are asked who they are.
      const { id: own } = await shop.auth.me.query();
      if (own !== input.id) return shop.customers.delete.mutate(input);
      const deleted = await shop.customers.delete.mutate({ ...input, password: await readPassword(io) });
      await forgetSession(io, url);
      return deleted;
    },
    show: ({ message }) => [message],
  });
  addCommand(group, io, {
    name: 'invite',
    about: 'make a code with which a customer registers and takes over this record',
    args: { customerId: customer.id },
    options: { expiresInHours },
    call: ({ shop }, input) => shop.invites.create.mutate({ role: 'customer', ...input }),
    show: newInviteCard,
  });
}
