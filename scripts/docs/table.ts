import { readFileSync, writeFileSync } from 'node:fs';
import { basename } from 'node:path';

/** A Markdown table, padded as oxfmt pads it. */
export function markdownTable(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, at) => Math.max(3, ...rows.map((row) => row[at]?.length ?? 0)));
  const line = (row: readonly string[], fill = ' ') =>
    `| ${widths.map((width, at) => (row[at] ?? '').padEnd(width, fill)).join(' | ')} |`;
  const [titles = [], ...body] = rows.map((row) => line(row));
  return [titles, line([], '-'), ...body].join('\n');
}

function parts(text: string, name: string): [before: string, between: string, after: string] {
  const [begin, end] = [`<!-- ${name}: made by a script -->\n\n`, `\n\n<!-- end of ${name} -->`];
  const [from, to] = [text.indexOf(begin) + begin.length, text.indexOf(end)];
  if (from < begin.length || to < from) throw new Error(`There are no markers for "${name}".`);
  return [text.slice(0, from), text.slice(from, to), text.slice(to)];
}

/** A table that a script maintains in a page of the documentation. */
export interface MadeTable {
  file: string;
  /** The name in the markers around it. */
  name: string;
  /** The command that writes it. */
  command: string;
  make: () => string;
}

/** What to do if the page is stale; undefined if it is fresh. */
export function staleness({ file, name, command, make }: MadeTable): string | undefined {
  if (parts(readFileSync(file, 'utf8'), name)[1] === make()) return undefined;
  return `The table of ${name} in ${basename(file)} is stale: run "${command}" and commit what it writes.`;
}

/** Writes the table into its page. */
export function writeTable({ file, name, make }: MadeTable): void {
  const [before, , after] = parts(readFileSync(file, 'utf8'), name);
  writeFileSync(file, before + make() + after);
}
