import type { PdfTotal } from './content.ts';
import { type Sheet, type Style, drawLine, ink, keepTogether, lineHeight, linesOf, widthOf } from './sheet.ts';

const plain: Style = { font: 'regular', size: 9.5, color: ink.text };
const strong: Style = { font: 'bold', size: 10.5, color: ink.text };
const PAD = 1.5;
/** As in the table above. */
const SIDE = 4;
const GAP = 16;
/** The sums stand below the amounts; longer labels wrap. */
const LEAST = 230;

interface Row {
  lines: string[];
  value: string;
  style: Style;
  height: number;
}

/** Draws the sums at the right margin, all on one page. */
export function drawTotals(sheet: Sheet, totals: readonly PdfTotal[]): void {
  const styleOf = ({ strong: bold }: PdfTotal): Style => (bold ? strong : plain);
  const widest = Math.max(...totals.map((total) => widthOf(sheet, total.value, styleOf(total))));
  const width = Math.min(sheet.right - sheet.left, Math.max(LEAST, widest + GAP + LEAST / 2));
  const left = sheet.right - width;
  const rows = totals.map((total): Row => {
    const style = styleOf(total);
    const lines = linesOf(sheet, total.label, width - widest - GAP - 2 * SIDE, style);
    return { lines, value: total.value, style, height: lines.length * lineHeight(style) + 2 * PAD };
  });
  sheet.y += 8;
  keepTogether(
    sheet,
    rows.reduce((sum, { height }) => sum + height, 0),
  );
  for (const { lines, value, style, height } of rows) {
    if (style === strong) sheet.doc.rect(left, sheet.y, width, height).fill(ink.band);
    for (const [at, line] of lines.entries()) {
      const y = sheet.y + PAD + at * lineHeight(style);
      drawLine(sheet, line, { x: left + SIDE, y, width }, style);
    }
    const place = { x: left, y: sheet.y + PAD, width: width - SIDE, align: 'right' as const };
    drawLine(sheet, value, place, style);
    sheet.y += height;
  }
  sheet.y += 18;
}
