import { type Inspection, InspectionResult, type RecordInspectionInput } from '@mechanic-shop/shared';
import { type Command, InvalidArgumentError } from 'commander';
import { card } from './card.ts';
import { addCommand, addGroup } from './command.ts';
import { field, id, idOrName, ifVersion, many, required } from './fields.ts';
import type { Io } from './io.ts';
import { addList } from './list.ts';
import { showInstant } from './moment.ts';
import { fullName } from './people.ts';
import { findCannedJob } from './references.ts';
import { type Column, ID, KEY, table } from './table.ts';
import { ticketCard } from './ticket-card.ts';
import type { View } from './view.ts';

type Item = Inspection['items'][number];
type Found = RecordInspectionInput['items'][number];

/** How many items have a result, as `3 of 13`. */
function checkedOf({ items }: Inspection): string {
  return `${items.filter(({ result }) => result !== 'not_checked').length} of ${items.length}`;
}

const columns: Column<Inspection>[] = [
  { title: 'ID', cell: (inspection) => inspection.id, keep: ID },
  { title: 'NAME', cell: (inspection) => inspection.name, keep: KEY },
  { title: 'STATUS', cell: (inspection) => inspection.status, keep: 3 },
  { title: 'CHECKED', cell: checkedOf, whole: true, keep: 2 },
  { title: 'BY', cell: ({ by }) => by && fullName(by), keep: 1 },
  { title: 'DONE', cell: ({ doneAt }) => showInstant(doneAt), whole: true },
];

const itemColumns: Column<Item>[] = [
  { title: 'ID', cell: (item) => item.id, keep: ID },
  { title: 'GROUP', cell: (item) => item.group, keep: 1 },
  { title: 'ITEM', cell: (item) => item.name, keep: KEY },
  { title: 'RESULT', cell: (item) => item.result.replace('_', ' '), keep: 4 },
  { title: 'MEASURE', cell: (item) => item.measure, keep: 3 },
  { title: 'NOTE', cell: (item) => item.note, keep: 2 },
  { title: 'JOB', cell: (item) => item.jobId },
];

function inspectionCard(inspection: Inspection, view: View): string[] {
  const { id: inspectionId, name, ticketId, status, by, doneAt, version, createdAt } = inspection;
  return [
    ...card(
      `Inspection ${inspectionId}: ${name}`,
      [
        ['ticket', ticketId],
        ['status', status],
        ['checked', checkedOf(inspection)],
        ['by', by && fullName(by)],
        ['done', showInstant(doneAt)],
        ['version', version],
        ['created', showInstant(createdAt)],
      ],
      view,
    ),
    '',
    ...table(itemColumns, inspection.items, view),
  ];
}

const HINT = 'Type what was found like 118=soon, or "118=soon/3.2 mm/Good for another winter".';

/** An item as typed: its id, the result, and what was measured and noted. */
function foundOf(typed: string): Found {
  const [, itemId, rest = ''] = /^(\d{1,15})=(.*)$/s.exec(typed.trim()) ?? [];
  const [result, measure = '', ...note] = rest.split('/').map((each) => each.trim());
  const known = InspectionResult.safeParse(result?.replace(' ', '_'));
  if (itemId === undefined || !known.success) throw new InvalidArgumentError(HINT);
  const noted = note.join('/');
  return {
    itemId: Number(itemId),
    result: known.data,
    ...(measure === '' ? {} : { measure }),
    ...(noted === '' ? {} : { note: noted }),
  };
}

const inspection = { id: required(id('<id>', 'the inspection')) };
const found = field('--item <item>', 'an item and its result, measure and note: "118=soon/3.2 mm/Worn"', foundOf);

/** `shop inspections`: what mechanics find when they look over a vehicle. */
export function addInspections(program: Command, io: Io): void {
  const group = addGroup(program, 'inspections', 'inspections of vehicles, on tickets');
  addList(group, io, {
    name: 'list',
    about: 'list the inspections of a ticket, newest first; customers see those that are done',
    args: { ticketId: required(id('<ticket>', 'the ticket')) },
    call: ({ shop }, input) => shop.inspections.list.query(input),
    columns,
  });
  addCommand(group, io, {
    name: 'show',
    about: 'show an inspection',
    args: inspection,
    call: ({ shop }, input) => shop.inspections.get.query(input),
    show: inspectionCard,
  });
  addCommand(group, io, {
    name: 'start',
    about: 'start an inspection on a ticket, from a template',
    args: {
      ticketId: required(id('<ticket>', 'the ticket')),
      templateId: required(id('<template>', 'the template; see shop inspection-templates list')),
    },
    call: ({ shop }, input) => shop.inspections.start.mutate(input),
    show: inspectionCard,
  });
  addCommand(group, io, {
    name: 'record',
    about: 'record what was found: ok, soon, now or not_checked',
    args: inspection,
    options: { items: required(many(found)), version: ifVersion },
    call: ({ shop }, input) => shop.inspections.record.mutate(input),
    show: inspectionCard,
  });
  addCommand(group, io, {
    name: 'finish',
    about: 'finish an inspection; from then on the customer sees it',
    args: inspection,
    options: { version: ifVersion },
    call: ({ shop }, input) => shop.inspections.finish.mutate(input),
    show: inspectionCard,
  });
  addCommand(group, io, {
    name: 'recommend',
    about: 'add a job to the ticket for an item, named like it, or a canned job',
    args: { ...inspection, itemId: required(id('<item>', 'the item')) },
    options: { cannedJobId: idOrName('--canned-job <id>', 'a canned job, by id or name', findCannedJob) },
    call: ({ shop }, input) => shop.inspections.recommend.mutate(input),
    show: ticketCard,
  });
}
