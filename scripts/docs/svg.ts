import { stripVTControlCharacters } from 'node:util';
import { widthOfText } from '../../packages/client/src/cli/text.ts';

// Draws terminal output as a picture. Each run of equal style gets its width from its columns, so that tables stay
// aligned in any font.
const CELL = 8.4;
const LINE = 20;
const PADDING = 20;
const BAR = 36;

const colours = new Map([
  ['31', '#ff7b72'],
  ['32', '#7ee787'],
  ['33', '#f2cc60'],
  ['36', '#79c0ff'],
]);

interface Style {
  bold: boolean;
  dim: boolean;
  colour: string | undefined;
}
const PLAIN: Style = { bold: false, dim: false, colour: undefined };

function styled(style: Style, code: string): Style {
  if (code === '0' || code === '') return PLAIN;
  if (code === '1') return { ...style, bold: true };
  if (code === '2') return { ...style, dim: true };
  if (code === '22') return { ...style, bold: false, dim: false };
  if (code === '39') return { ...style, colour: undefined };
  return { ...style, colour: colours.get(code) };
}

// Viewers collapse ordinary spaces.
const NO_BREAK = '\u00A0';
function escaped(text: string): string {
  return text
    .replaceAll(' ', NO_BREAK)
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}

function attributesOf({ bold, dim, colour }: Style): string {
  return [bold && ' font-weight="bold"', dim && ' opacity="0.6"', colour && ` fill="${colour}"`]
    .filter(Boolean)
    .join('');
}

// Greedy enough for SGR, the only sequences that the command writes.
// oxlint-disable-next-line eslint/no-control-regex
const SGR = /\u001B\[([\d;]*)m/;

function lineOf(line: string, y: number): string {
  let style = PLAIN;
  let column = 0;
  const runs = line.split(SGR).map((piece, at) => {
    if (at % 2 === 1) {
      for (const code of piece.split(';')) style = styled(style, code);
      return '';
    }
    const width = widthOfText(piece);
    const x = PADDING + column * CELL;
    column += width;
    if (piece.trim() === '') return '';
    const length = (width * CELL).toFixed(1);
    return `<text x="${x.toFixed(1)}" y="${y}" textLength="${length}"${attributesOf(style)}>${escaped(piece)}</text>`;
  });
  return runs.join('');
}

const widthOf = (line: string): number => widthOfText(stripVTControlCharacters(line));

/** A terminal window with these lines, as SVG; `title` is the text alternative. */
export function terminalPicture(title: string, lines: readonly string[]): string {
  const width = Math.ceil(Math.max(40, ...lines.map(widthOf)) * CELL + 2 * PADDING);
  const height = BAR + lines.length * LINE + PADDING;
  const dots = ['#ff5f56', '#ffbd2e', '#27c93f'].map(
    (fill, at) => `<circle cx="${PADDING + at * 18}" cy="18" r="6" fill="${fill}"/>`,
  );
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img">`,
    `<title>${title}</title>`,
    `<rect width="100%" height="100%" rx="8" fill="#0d1117"/>`,
    ...dots,
    `<g font-family="ui-monospace, SFMono-Regular, Menlo, Consolas, 'DejaVu Sans Mono', monospace" font-size="14" fill="#e6edf3">`,
    ...lines.map((line, at) => lineOf(line, BAR + (at + 1) * LINE - 5)).filter(Boolean),
    '</g>',
    '</svg>',
    '',
  ].join('\n');
}
