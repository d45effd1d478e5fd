import { styleText } from 'node:util';
import { type Io, variable } from './io.ts';

type Style = 'bold' | 'dim' | 'green' | 'yellow' | 'cyan' | 'red';

/** How output is laid out for its reader. */
export interface View {
  /** The terminal's width in columns; infinite for a file or pipe. */
  width: number;
  paint(style: Style, text: string): string;
}

/** The terminal's width and colours. Files and pipes have neither; NO_COLOR turns colours off. */
export function viewOf(io: Io): View {
  const { isTTY, columns } = io.stdout;
  const colours = isTTY && !variable(io, 'NO_COLOR') && io.env['TERM'] !== 'dumb';
  return {
    width: isTTY && columns ? columns : Infinity,
    paint: (style, text) => (colours ? styleText(style, text, { validateStream: false }) : text),
  };
}

const styles = new Map<string, Style>([
  ['open', 'yellow'],
  ['in_progress', 'cyan'],
  ['completed', 'green'],
  ['cancelled', 'dim'],
  ['paid', 'green'],
  ['void', 'dim'],
  ['ordered', 'yellow'],
  ['partly_received', 'cyan'],
  ['received', 'green'],
]);

/** A status in its colour; an unknown one stays plain. */
export function paintStatus(view: View, status: string, text = status): string {
  const style = styles.get(status);
  return style ? view.paint(style, text) : text;
}
