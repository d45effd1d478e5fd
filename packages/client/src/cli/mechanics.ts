import { type Mechanic, type Ranking, StaffRole, type StaffRecord } from '@mechanic-shop/shared';
import type { Command } from 'commander';
import { readNewPassword } from './ask.ts';
import { card } from './card.ts';
import { addCommand, addGroup, itemsOf } from './command.ts';
import { addDelete } from './delete.ts';
import { choice, clearable, idOrName, ifVersion, integer, money, required, text, yesNo } from './fields.ts';
import type { Io } from './io.ts';
import { addList } from './list.ts';
import { showInstant } from './moment.ts';
import { showMoney } from './money.ts';
import { address, email, firstName, fullName, lastName, specialty } from './people.ts';
import { findMechanic, findStaff } from './references.ts';
import { type Column, ID, KEY, table } from './table.ts';
import type { View } from './view.ts';

const columns: Column<Mechanic>[] = [
  { title: 'ID', cell: (mechanic) => mechanic.id, keep: ID },
  { title: 'NAME', cell: fullName, keep: KEY },
  { title: 'SPECIALTY', cell: (mechanic) => mechanic.specialty },
];

const salaryOf = ({ salaryCents }: StaffRecord) => (salaryCents === null ? null : showMoney(salaryCents));

const recordColumns: Column<StaffRecord>[] = [
  ...columns.slice(0, 2),
  { title: 'ROLE', cell: (record) => record.role, keep: 3 },
  { title: 'E-MAIL', cell: (record) => record.email, keep: KEY },
  { title: 'ACTIVE', cell: ({ active }) => (active ? 'yes' : 'no'), keep: 2 },
  { title: 'SALARY', cell: salaryOf, amount: true, keep: 1 },
  { title: 'SPECIALTY', cell: (record) => record.specialty },
];

const rankColumns: Column<Ranking['items'][number]>[] = [
  { title: 'ID', cell: ({ mechanic }) => mechanic.id, keep: ID },
  { title: 'NAME', cell: ({ mechanic }) => fullName(mechanic), keep: KEY },
  { title: 'TICKETS', cell: ({ ticketCount }) => ticketCount },
];

function mechanicCard(mechanic: Mechanic, view: View) {
  return card(`Mechanic ${mechanic.id}: ${fullName(mechanic)}`, [['specialty', mechanic.specialty]], view);
}

/** A staff record's card. */
export function recordCard(record: StaffRecord, view: View) {
  return card(
    `Mechanic ${record.id}: ${fullName(record)}`,
    [
      ['role', record.role],
      ['e-mail', record.email],
      ['specialty', record.specialty],
      ['address', record.address],
      ['salary', salaryOf(record)],
      ['active', record.active ? 'yes' : 'no'],
      ['version', record.version],
      ['created', showInstant(record.createdAt)],
    ],
    view,
  );
}

const mechanic = { id: required(idOrName('<id>', 'the mechanic: id or name', findMechanic)) };
const staff = { id: required(idOrName('<id>', 'the mechanic: id, name or e-mail', findStaff)) };
const search = text('--search <words>', 'words that begin words of name or specialty');
const salaryCents = money('--salary <amount>', 'salary, like 3200.00');
const role = choice('--role <role>', 'the role of the account', StaffRole.options);

/** `shop mechanics`: the shop's staff. */
export function addMechanics(program: Command, io: Io): void {
  const group = addGroup(program, 'mechanics', 'the staff');
  addList(group, io, {
    name: 'list',
    about: 'list active mechanics, newest first',
    options: { search },
    call: ({ shop }, input) => shop.mechanics.list.query(input),
    columns,
  });
  addCommand(group, io, {
    name: 'show',
    about: 'show a mechanic',
    args: mechanic,
    call: ({ shop }, input) => shop.mechanics.get.query(input),
    show: mechanicCard,
  });
  addCommand(group, io, {
    name: 'ranking',
    about: 'rank mechanics by their number of tickets',
    options: { limit: integer('--limit <n>', 'how many, 1 to 100') },
    call: ({ shop }, input) => shop.mechanics.ranking.query(input),
    rows: itemsOf,
    show: ({ items }, view) => table(rankColumns, items, view),
  });
  addList(group, io, {
    name: 'records',
    about: 'list staff records with salary and e-mail (admins)',
    options: { search, active: yesNo('--active', 'only active accounts') },
    call: ({ shop }, input) => shop.mechanics.records.query(input),
    columns: recordColumns,
  });
  addCommand(group, io, {
    name: 'record',
    about: 'show a staff record (admins, or your own)',
    args: staff,
    call: ({ shop }, input) => shop.mechanics.record.query(input),
    show: recordCard,
  });
  addCommand(group, io, {
    name: 'add',
    about: 'create an account for a mechanic; asks for its password',
    options: {
      email: required(email),
      firstName: required(firstName),
      lastName: required(lastName),
      specialty,
      address,
      salaryCents,
      role,
    },
    call: async ({ shop }, input) =>
      shop.mechanics.create.mutate({ ...input, password: await readNewPassword(io, { email: input.email }) }),
    show: recordCard,
  });
  addCommand(group, io, {
    name: 'update',
    about: 'change a staff record; --no-active ends the access of someone who leaves',
    args: staff,
    options: {
      email,
      firstName,
      lastName,
      specialty: clearable(specialty),
      address: clearable(address),
      salaryCents: clearable(salaryCents),
      role,
      active: yesNo('--active', 'whether the account can log in'),
      version: ifVersion,
    },
    call: ({ shop }, input) => shop.mechanics.update.mutate(input),
    show: recordCard,
  });
  addDelete(group, io, {
    about: 'delete a mechanic who is on no ticket; the others are deactivated with update --no-active',
    what: 'the mechanic',
    describe: async ({ shop }, id) => {
      const record = await shop.mechanics.record.query({ id });
      return `${record.role} ${id}, ${fullName(record)}, with the login and all sessions`;
    },
    inUse: (id, program) =>
      `Tickets refer to mechanic ${id}: deactivate them with \`${program} mechanics update ${id} --no-active\`.`,
    call: ({ shop }, input) => shop.mechanics.delete.mutate(input),
  });
}
