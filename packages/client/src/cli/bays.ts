import type { Bay } from '@mechanic-shop/shared';
import type { Command } from 'commander';
import { card } from './card.ts';
import { addCommand, addGroup } from './command.ts';
import { addDelete } from './delete.ts';
import { id, ifVersion, required, text, yesNo } from './fields.ts';
import type { Io } from './io.ts';
import { addList } from './list.ts';
import { type Column, ID, KEY } from './table.ts';
import type { View } from './view.ts';

const columns: Column<Bay>[] = [
  { title: 'ID', cell: (bay) => bay.id, keep: ID },
  { title: 'NAME', cell: (bay) => bay.name, keep: KEY },
  { title: 'ACTIVE', cell: ({ active }) => (active ? 'yes' : 'no'), keep: KEY },
];

function bayCard({ id: bayId, name, active, version }: Bay, view: View): string[] {
  const entries: [string, string | number][] = [
    ['active', active ? 'yes' : 'no'],
    ['version', version],
  ];
  return card(`Bay ${bayId}: ${name}`, entries, view);
}

const name = text('--name <name>', 'the name of the bay');

/** `shop bays`: where vehicles are worked on. */
export function addBays(program: Command, io: Io): void {
  const group = addGroup(program, 'bays', 'places where vehicles are worked on');
  addList(group, io, {
    name: 'list',
    about: 'list bays',
    call: ({ shop }, input) => shop.bays.list.query(input),
    columns,
  });
  addCommand(group, io, {
    name: 'add',
    about: 'add a bay (admins)',
    options: { name: required(name) },
    call: ({ shop }, input) => shop.bays.create.mutate(input),
    show: bayCard,
  });
  addCommand(group, io, {
    name: 'update',
    about: 'rename a bay, or switch it off and on (admins)',
    args: { id: required(id('<id>', 'the bay')) },
    options: { name, active: yesNo('--active', 'whether it takes new appointments'), version: ifVersion },
    call: ({ shop }, input) => shop.bays.update.mutate(input),
    show: bayCard,
  });
  addDelete(group, io, {
    about: 'delete a bay that never had an appointment (admins)',
    what: 'the bay',
    describe: async (_, bayId) => `bay ${bayId}`,
    inUse: (bayId, program) =>
      `Bay ${bayId} has appointments. Switch it off instead: ${program} bays update ${bayId} --no-active`,
    call: ({ shop }, input) => shop.bays.delete.mutate(input),
  });
}
