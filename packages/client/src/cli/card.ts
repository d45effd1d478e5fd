import { cleanLines, pad } from './text.ts';
import type { View } from './view.ts';

/** A label and its value; null is shown as `-`. */
export type Entry = [label: string, value: string | number | null];

/** The lines of a card: a title, then a label and a value per line. Further lines of a text are indented. */
export function card(title: string, entries: Entry[], view: View): string[] {
  const width = Math.max(...entries.map(([label]) => label.length));
  const lines = entries.flatMap(([label, value]) => {
    const [first = '', ...more] = value === null ? ['-'] : cleanLines(String(value));
    const head = `${view.paint('dim', pad(label, width, 'left'))}  ${first}`;
    return [head, ...more.map((line) => `${' '.repeat(width)}  ${line}`.trimEnd())];
  });
  return [view.paint('bold', cleanLines(title).join(' ')), ...lines];
}
