import type { Event } from '@mechanic-shop/shared';
import type { Command } from 'commander';
import { type Context, addAction, addGroup } from './command.ts';
import { csv, csvPrinter, wantsCsv } from './csv-output.ts';
import { Failure, status } from './failure.ts';
import { day, field, flag, id, idOrName, integer, text } from './fields.ts';
import { idsOf } from './ids.ts';
import { type Io, printLines, remark } from './io.ts';
import { addList } from './list.ts';
import { showInstant } from './moment.ts';
import { fullName } from './people.ts';
import { findPerson } from './references.ts';
import { type Column, ID, KEY, tableOf } from './table.ts';

const columns: Column<Event>[] = [
  { title: 'ID', cell: (event) => event.id, keep: ID },
  { title: 'AT', cell: (event) => showInstant(event.at), whole: true, keep: 3 },
  { title: 'KIND', cell: (event) => event.kind, keep: KEY },
  { title: 'ROW', cell: (event) => event.entityId, keep: 4 },
  { title: 'TICKET', cell: (event) => event.ticketId, keep: 2 },
  { title: 'BY', cell: ({ by, via }) => (by ? fullName(by) : via), keep: 2 },
  { title: 'CHANGED', cell: ({ changes }) => Object.keys(changes ?? {}).join(', '), keep: 1 },
];

const kinds = field('--kinds <kinds>', 'only these kinds, such as ticket.*,part.low', (typed) =>
  typed
    .split(',')
    .map((kind) => kind.trim())
    .filter((kind) => kind !== ''),
);

const LARGEST_PAGE = 500;

interface Asked {
  kinds?: string[];
  ticketId?: number;
  after?: number;
  limit?: number;
}

/** Prints events as a table, as CSV or as ids. */
function eventPrinter({ io, view, quiet, json, command }: Context): (events: Event[]) => Promise<void> {
  if (wantsCsv(command, json)) return csvPrinter(io);
  const lines = tableOf(columns, view);
  return async (events) => {
    if (events.length > 0) await printLines(io, quiet ? idsOf({ items: events }) : lines(events));
  };
}

/** All events, or as many as `limit`. */
async function list(context: Context, { limit = Infinity, ...input }: Asked): Promise<void> {
  const { io, json, quiet, shop } = context;
  const show = eventPrinter(context);
  let { after = 0 } = input;
  let shown = 0;
  let more = true;
  do {
    const page = await shop.events.list.query({ ...input, after, limit: Math.min(LARGEST_PAGE, limit - shown) });
    if (json) await printLines(io, [JSON.stringify(page)]);
    else await show(page.items);
    shown += page.items.length;
    ({ last: after, more } = page);
  } while (more && shown < limit);
  if (more && !json && !quiet) await remark(io, `More: add --after ${after}`);
  if (shown === 0 && !json && !quiet) await remark(io, 'Nothing found.');
}

async function follow(context: Context, { limit = Infinity, ...input }: Asked): Promise<void> {
  const { io, json, shop } = context;
  const show = eventPrinter(context);
  let shown = 0;
  for await (const { data } of shop.events.live.subscribe(input)) {
    if (json) await printLines(io, [JSON.stringify(data)]);
    else await show([data]);
    shown += 1;
    if (shown >= limit) break;
  }
}

/** `shop events`: what happened, and what happens. */
export function addEvents(program: Command, io: Io): void {
  addAction(program, io, {
    name: 'events',
    about: 'print what happened, oldest first; with --follow what happens',
    options: {
      follow: flag('--follow', 'print what happens from now on, until you press Ctrl-C'),
      kinds,
      after: integer('--after <id>', 'only events after this one'),
      ticketId: id('--ticket <id>', 'only events of this ticket'),
      limit: integer('--limit <n>', 'at most so many, the oldest first; default all'),
    },
    more: { csv },
    run: async (context, { follow: isFollowing, ...input }) => {
      if (input.limit !== undefined && input.limit < 1) throw new Failure(status.usage, '--limit: use at least 1.');
      await (isFollowing === true ? follow(context, input) : list(context, input));
    },
  });
}

/** `shop audit`: the log, for admins. */
export function addAudit(program: Command, io: Io): void {
  const group = addGroup(program, 'audit', 'the log of the shop (admins)');
  addList(group, io, {
    name: 'list',
    about: 'list the log, newest first (admins)',
    options: {
      entity: text('--entity <name>', 'only rows of this kind, such as ticket'),
      entityId: id('--row <id>', 'only the row with this id'),
      accountId: idOrName('--account <id>', 'only what this account did, by id, name or e-mail', findPerson),
      kind: text('--kind <kind>', 'only this kind, such as ticket.created or ticket.*'),
      from: day('--from <date>', 'only from this day on'),
      to: day('--to <date>', 'only up to this day'),
    },
    call: ({ shop }, input) => shop.audit.list.query(input),
    columns,
  });
}
