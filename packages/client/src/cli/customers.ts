import { type Customer, OrderBy } from '@mechanic-shop/shared';
import type { Command } from 'commander';
import { sendBy } from '../csv/index.ts';
import { readPassword } from './ask.ts';
import { card } from './card.ts';
import { type Context, addCommand, addGroup } from './command.ts';
import { confirm, pointOut, yes } from './confirm.ts';
import { forgetSession } from './connect.ts';
import { addDelete } from './delete.ts';
import { choice, clearable, id, idOrName, ifVersion, required, text, yesNo } from './fields.ts';
import { addImport } from './import/import-command.ts';
import { expiresInHours, showNewInvite } from './invites.ts';
import type { Io } from './io.ts';
import { addList } from './list.ts';
import { showInstant } from './moment.ts';
import { orNothing } from './people-names.ts';
import { address, email, firstName, fullName, lastName, phone } from './people.ts';
import { findCustomer } from './references.ts';
import { active, activeEntry, ofRetired, retired } from './retired.ts';
import { type Column, ID, KEY } from './table.ts';
import type { View } from './view.ts';

const columns: Column<Customer>[] = [
  { title: 'ID', cell: (customer) => customer.id, keep: ID },
  { title: 'NAME', cell: fullName, keep: KEY },
  { title: 'E-MAIL', cell: (customer) => customer.email, keep: KEY },
  { title: 'PHONE', cell: (customer) => customer.phone, keep: 1 },
  { title: 'COMPANY', cell: (customer) => customer.company },
  { title: 'LOGIN', cell: ({ hasLogin }) => (hasLogin ? 'yes' : 'no') },
  { title: 'ADDRESS', cell: (customer) => customer.address },
];

/** A customer's card. */
export function customerCard(customer: Customer, view: View) {
  return card(
    `Customer ${customer.id}: ${fullName(customer)}`,
    [
      ['e-mail', customer.email],
      ['phone', customer.phone],
      ['address', customer.address],
      ['company', customer.company],
      ['tax exempt', customer.taxExempt ? 'yes' : 'no'],
      ['note', customer.note],
      ['external id', customer.externalId],
      ['login', customer.hasLogin ? 'yes' : 'no'],
      activeEntry(customer),
      ['version', customer.version],
      ['created', showInstant(customer.createdAt)],
    ],
    view,
  );
}

const company = text('--company <name>', 'the company that they come for');
const taxExempt = yesNo('--tax-exempt', 'whether they pay no tax');
const note = text('--note <text>', 'for staff only');
const externalId = text('--external-id <id>', 'the id in another system; imports recognise the customer by it');
const customer = { id: required(idOrName('<id>', 'the customer: id or name', findCustomer)) };

/** Points out another customer with the same e-mail. */
async function pointOutEmail({ io, shop }: Context, confirmed: boolean | undefined, email: string, own?: number) {
  const page = await orNothing(shop.customers.list.query({ search: email, limit: 100 }));
  const twin = page?.items.find((each) => each.id !== own && each.email === email.trim().toLowerCase());
  await pointOut(io, confirmed, twin && `Customer ${twin.id}, ${fullName(twin)}, already has the e-mail ${email}.`);
}

const MOST = 100;

async function describeDeletion({ shop }: Context, id: number): Promise<string> {
  const found = await shop.customers.get.query({ id });
  const { id: own } = await shop.auth.me.query();
  const filter = own === id ? {} : { customerId: id };
  const pages = await Promise.all([
    shop.vehicles.list.query({ ...filter, limit: MOST }),
    shop.vehicles.list.query({ ...filter, limit: MOST, active: false }),
  ]);
  const counted = pages.flatMap(({ items }) => items).length;
  const count = pages.every(({ nextCursor }) => nextCursor === null) ? counted : `more than ${MOST}`;
  const vehicles = count === 1 ? '1 vehicle' : `${count} vehicles`;
  return `customer ${id}, ${fullName(found)}, with ${vehicles}${found.hasLogin ? ' and the login' : ''}`;
}

async function describeMerge({ shop }: Context, { id, intoId }: { id: number; intoId: number }): Promise<string> {
  const [gone, kept] = await Promise.all([shop.customers.get.query({ id }), shop.customers.get.query({ id: intoId })]);
  return `Move all of customer ${id}, ${fullName(gone)}, to customer ${intoId}, ${fullName(kept)}, and delete ${id}?`;
}

/** `shop customers`: people with and without a login. */
export function addCustomers(program: Command, io: Io): void {
  const group = addGroup(program, 'customers', 'customers, with and without a login');
  addList(group, io, {
    name: 'list',
    about: 'list customers, newest first',
    options: {
      search: text('--search <words>', 'search name, e-mail and phone by the beginnings of words'),
      retired,
      orderBy: choice('--order-by <order>', 'sort order', OrderBy.options),
    },
    call: ({ shop }, input) => shop.customers.list.query(ofRetired(input)),
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
    about: 'add a customer without a login',
    options: {
      firstName: required(firstName),
      lastName: required(lastName),
      email,
      phone,
      address,
      company,
      taxExempt,
      note,
      externalId,
      yes,
    },
    call: async (context, { yes, ...input }) => {
      if (input.email) await pointOutEmail(context, yes, input.email);
      return context.shop.customers.create.mutate(input);
    },
    show: customerCard,
  });
  addCommand(group, io, {
    name: 'update',
    about: 'update a customer',
    args: customer,
    options: {
      firstName,
      lastName,
      email: clearable(email),
      phone: clearable(phone),
      address: clearable(address),
      company: clearable(company),
      taxExempt,
      note: clearable(note),
      externalId: clearable(externalId),
      active,
      version: ifVersion,
      yes,
    },
    call: async (context, { yes, ...input }) => {
      if (input.email) await pointOutEmail(context, yes, input.email, input.id);
      return context.shop.customers.update.mutate(input);
    },
    show: customerCard,
  });
  addCommand(group, io, {
    name: 'export-data',
    about: 'print everything that is stored about a customer, as JSON (admins, or your own)',
    args: { id: required(id('<id>', 'the customer')) },
    call: ({ shop }, input) => shop.customers.exportData.query(input),
    show: ({ data }) => JSON.stringify(data, null, 2).split('\n'),
  });
  addCommand(group, io, {
    name: 'erase',
    about: 'erase a person; tickets and issued invoices stay (admins)',
    args: { id: required(id('<id>', 'the customer')) },
    options: { version: ifVersion, yes },
    call: async (context, { yes: confirmed, ...input }) => {
      await confirm(context, confirmed, async () => {
        const found = await context.shop.customers.get.query({ id: input.id });
        return `Erase customer ${found.id}, ${fullName(found)}, for good?`;
      });
      return context.shop.customers.erase.mutate(input);
    },
    show: customerCard,
  });
  addImport(group, io, {
    what: 'customers',
    send: (shop) => sendBy(shop.customers.import.mutate),
  });
  addDelete(group, io, {
    about: 'delete a customer and all their vehicles; deleting yourself needs your password',
    what: 'the customer',
    describe: describeDeletion,
    inUse: (id, program) =>
      `Tickets refer to customer ${id}: retire them with \`${program} customers update ${id} --no-active\`.`,
    call: async ({ shop, url, dryRun }, input) => {
      // Only customers who delete themselves need their password.
      const { id: own } = await shop.auth.me.query();
      if (own !== input.id) return shop.customers.delete.mutate(input);
      const deleted = await shop.customers.delete.mutate({ ...input, password: await readPassword(io) });
      if (!dryRun) await forgetSession(io, url);
      return deleted;
    },
  });
  addCommand(group, io, {
    name: 'merge',
    about: 'move vehicles and tickets of a customer without a login to another one, and delete the first (admins)',
    args: {
      id: required(id('<id>', 'the customer that is deleted')),
      intoId: required(idOrName('<into>', 'the customer that stays: id or name', findCustomer)),
    },
    options: { yes },
    call: async (context, { yes, ...input }) => {
      await confirm(context, yes, () => describeMerge(context, input));
      return context.shop.customers.merge.mutate(input);
    },
    show: customerCard,
  });
  addCommand(group, io, {
    name: 'invite',
    about: 'create a code with which a customer registers and takes over this record',
    args: { customerId: customer.id },
    options: { expiresInHours },
    call: ({ shop }, input) => shop.invites.create.mutate({ role: 'customer', ...input }),
    show: showNewInvite,
  });
}
