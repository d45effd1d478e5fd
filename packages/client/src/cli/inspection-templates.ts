import type { InspectionTemplate, TemplateItem } from '@mechanic-shop/shared';
import { type Command, InvalidArgumentError } from 'commander';
import { type Entry, card } from './card.ts';
import { addCommand, addGroup } from './command.ts';
import { addDelete } from './delete.ts';
import { field, id, ifVersion, many, required, text } from './fields.ts';
import type { Io } from './io.ts';
import { addList } from './list.ts';
import { showInstant } from './moment.ts';
import { type Column, ID, KEY } from './table.ts';
import type { View } from './view.ts';

const columns: Column<InspectionTemplate>[] = [
  { title: 'ID', cell: (template) => template.id, keep: ID },
  { title: 'NAME', cell: (template) => template.name, keep: KEY },
  { title: 'ITEMS', cell: (template) => template.items.length, amount: true, keep: 2 },
  { title: 'CREATED', cell: (template) => showInstant(template.createdAt), whole: true },
];

function templateCard({ id: templateId, name, items, version, createdAt }: InspectionTemplate, view: View): string[] {
  return card(
    `Inspection template ${templateId}: ${name}`,
    [...items.map((item): Entry => [item.group, item.name]), ['version', version], ['created', showInstant(createdAt)]],
    view,
  );
}

function itemOf(typed: string): TemplateItem {
  const at = typed.indexOf('/');
  const [group, name] = [typed.slice(0, at).trim(), typed.slice(at + 1).trim()];
  if (at < 1 || group === '' || name === '') throw new InvalidArgumentError('Type an item like "Brakes/Front pads".');
  return { group, name };
}

const template = { id: required(id('<id>', 'the template')) };
const items = many(field('--item <item>', 'a group and what to look at: "Brakes/Front pads"; can be repeated', itemOf));

/** `shop inspection-templates`: what inspections look at. */
export function addInspectionTemplates(program: Command, io: Io): void {
  const group = addGroup(program, 'inspection-templates', 'templates of inspections');
  addList(group, io, {
    name: 'list',
    about: 'list templates, newest first',
    call: ({ shop }, input) => shop.inspectionTemplates.list.query(input),
    columns,
  });
  addCommand(group, io, {
    name: 'show',
    about: 'show a template',
    args: template,
    call: ({ shop }, input) => shop.inspectionTemplates.get.query(input),
    show: templateCard,
  });
  addCommand(group, io, {
    name: 'create',
    about: 'create a template (admins)',
    args: { name: required(text('<name>', 'the name')) },
    options: { items: required(items) },
    call: ({ shop }, input) => shop.inspectionTemplates.create.mutate(input),
    show: templateCard,
  });
  addCommand(group, io, {
    name: 'update',
    about: 'change a template; --item replaces all items (admins)',
    args: template,
    options: { name: text('--name <name>', 'the name'), items, version: ifVersion },
    call: ({ shop }, input) => shop.inspectionTemplates.update.mutate(input),
    show: templateCard,
  });
  addDelete(group, io, {
    about: 'delete a template; inspections stay (admins)',
    what: 'the template',
    describe: async ({ shop }, templateId) => {
      const { name } = await shop.inspectionTemplates.get.query({ id: templateId });
      return `inspection template ${templateId}: ${name}`;
    },
    call: ({ shop }, input) => shop.inspectionTemplates.delete.mutate(input),
  });
}
