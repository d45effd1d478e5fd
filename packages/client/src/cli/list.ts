import type { Page } from '@mechanic-shop/shared';
import type { Command } from 'commander';
import { type Context, type None, addAction } from './command.ts';
import type { Shop } from './connect.ts';
import { csv, csvPrinter, wantsCsv } from './csv-output.ts';
import { type Fields, type Values, flag, integer, text } from './fields.ts';
import { idsOf } from './ids.ts';
import { type Io, isClosedPipe, printLines, remark, write } from './io.ts';
import { readInput } from './options.ts';
import type { PeopleNames } from './people-names.ts';
import { type Column, tableOf } from './table.ts';

interface PageInput {
  limit?: number;
  cursor?: string;
}

/** A command that shows pages of a list. */
export interface List<A extends Fields, O extends Fields, T> {
  name: string;
  about: string;
  args?: A;
  options?: O;
  call: (context: Context, input: Values<A> & Values<O> & PageInput) => Promise<Page<T>>;
  columns: Column<T>[] | NamedColumns<T>;
}

/** Columns that show names for people whom the rows refer to by id. */
interface NamedColumns<T> {
  names: (shop: Shop) => PeopleNames;
  personOf: (row: T) => number | null;
  columns: (names: PeopleNames) => Column<T>[];
}

const pageFields = {
  limit: integer('--limit <n>', 'rows per page, 1 to 100, default 20'),
  cursor: text('--cursor <cursor>', 'continue after the page that printed this cursor'),
};
const all = flag('--all', 'all pages');
// --all uses the largest pages, to make few calls.
const LARGEST_PAGE = 100;

/** Declares a list with `--limit`, `--cursor` and `--all`. */
export function addList<T, A extends Fields = None, O extends Fields = None>(
  group: Command,
  io: Io,
  spec: List<A, O, T>,
): void {
  return addAction(group, io, {
    ...spec,
    more: { ...pageFields, all, csv },
    run: async (context, input) => {
      const page: PageInput = readInput(context.command, {}, pageFields);
      const show = pagePrinter(context, spec.columns);
      if (readInput(context.command, {}, { all }).all !== true) {
        const { nextCursor } = await show(await spec.call(context, { ...input, ...page }));
        if (nextCursor !== null && !context.json && !context.quiet)
          await remark(io, `More: add --all, or --cursor ${nextCursor}`);
        return;
      }
      page.limit ??= LARGEST_PAGE;
      await everyPage(context, page, async () => show(await spec.call(context, { ...input, ...page })));
    },
  });
}

/** Prints page after page. If one fails, it says how to continue from there. */
async function everyPage<T>({ io }: Context, page: PageInput, next: () => Promise<Page<T>>): Promise<void> {
  const progress = progressOn(io);
  let shown = 0;
  for (;;) {
    try {
      const { items, nextCursor } = await next();
      shown += items.length;
      if (nextCursor === null) break;
      page.cursor = nextCursor;
      await progress(`${shown} so far…`);
    } catch (error) {
      await progress('');
      if (shown > 0 && !isClosedPipe(error)) {
        await remark(io, `${shown} were shown; continue with --all --cursor ${page.cursor}`);
      }
      throw error;
    }
  }
  await progress('');
}

/** Prints pages as one table, as JSON, as CSV, or as ids. */
function pagePrinter<T>(context: Context, columns: List<Fields, Fields, T>['columns']) {
  const { io, json, quiet, command } = context;
  if (wantsCsv(command, json)) {
    const print = csvPrinter(io);
    return async (page: Page<T>): Promise<Page<T>> => {
      await print(page.items as object[]);
      return page;
    };
  }
  const lines = tableLines(context, columns);
  let first = true;
  return async (page: Page<T>): Promise<Page<T>> => {
    if (json) await printLines(io, [JSON.stringify(page)]);
    else if (page.items.length > 0) await printLines(io, quiet ? idsOf(page) : await lines(page.items));
    else if (first) await remark(io, 'Nothing found.');
    first = false;
    return page;
  };
}

/** The lines of a page as a table, after loading the names that it shows. */
function tableLines<T>({ shop, view }: Context, columns: List<Fields, Fields, T>['columns']) {
  if (Array.isArray(columns)) return tableOf(columns, view);
  const names = columns.names(shop);
  const lines = tableOf(columns.columns(names), view);
  return async (rows: T[]): Promise<string[]> => {
    await names.learn(rows.map(columns.personOf));
    return lines(rows);
  };
}

/** A progress line on the terminal, shown while the output is redirected. */
function progressOn({ stdout, stderr }: Io): (line: string) => Promise<void> {
  if (!stderr.isTTY || stdout.isTTY) return () => Promise.resolve();
  return (line) => write(stderr, `\r\u001B[K${line}`);
}
