import { cleanLines, pad } from './text.ts';
import type { View } from './view.ts';

/** A label and what stands behind it; nothing is shown as `-`. */
export type Entry = [label: string, value: string | number | null];

/** The lines of one thing: a title, then label and value a line; further lines of a text are indented. */
export function card(title: string, entries: Entry[], view: View): string[] {
  const width = Math.max(...entries.map(([label]) => label.length));
  const lines = entries.flatMap(([label, value]) => {
    const [first = '', ...more] = value === null ? ['-'] : cleanLines(String(value));
    const head = `${view.paint('dim', pad(label, width, 'left'))}  ${first}`;
    return [head, ...more.map((line) => `${' '.repeat(width)}  ${line}`.trimEnd())];
  });
  return [view.paint('bold', cleanLines(title).join(' ')), ...lines];
}
