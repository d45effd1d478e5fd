import { styleText } from 'node:util';
import { type Io, variable } from './io.ts';

type Style = 'bold' | 'dim' | 'green' | 'yellow' | 'cyan' | 'red';

/** How texts are laid out for the one who reads them. */
export interface View {
  /** The columns that fit; a file or pipe has no end. */
  width: number;
  paint(style: Style, text: string): string;
}

/** Width and colours of the terminal; neither in files and pipes, and no colours where NO_COLOR is set. */
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
]);

/** A status in its colour; one this version does not know stays plain. */
export function paintStatus(view: View, status: string, text = status): string {
  const style = styles.get(status);
  return style ? view.paint(style, text) : text;
}
