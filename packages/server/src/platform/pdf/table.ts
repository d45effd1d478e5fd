import type { PdfColumn, PdfRow, PdfTable } from './content.ts';
import {
  type Sheet,
  type Style,
  drawLine,
  drawLines,
  drawRule,
  ink,
  keepTogether,
  lineHeight,
  linesOf,
  widthOf,
} from './sheet.ts';

const cell: Style = { font: 'regular', size: 9, color: ink.text };
const title: Style = { font: 'bold', size: 8, color: ink.text };
const detail: Style = { font: 'regular', size: 7.5, color: ink.faint };
const heading: Style = { font: 'bold', size: 9.5, color: ink.text };
const text: Style = { font: 'regular', size: 8.5, color: ink.faint };
const strong: Style = { ...cell, font: 'bold' };

const PAD = 4;
const GAP = 10;
/** A column is at most so wide before its cells wrap. */
const WIDEST = 112;
/** The least width of the first column, in points. */
const LEAST_FIRST = 140;

interface Column extends PdfColumn {
  x: number;
  width: number;
}

/** Gives each column the width of its widest cell, and the first what is left. */
function columnsOf(sheet: Sheet, { columns, rows }: PdfTable): Column[] {
  const lines = rows.flatMap((row) => (row.kind === 'line' ? [row.cells] : []));
  const widths = columns.map(({ title: name }, at) => {
    if (at === 0) return 0;
    const cells = lines.map((cells) => widthOf(sheet, cells[at] ?? '', cell));
    return Math.min(WIDEST, Math.max(widthOf(sheet, name, title), ...cells)) + 0.5;
  });
  // Wide columns share what the first leaves them; their cells wrap.
  const most = sheet.right - sheet.left - 2 * PAD - LEAST_FIRST - GAP * (columns.length - 1);
  const wanted = widths.reduce((sum, width) => sum + width, 0);
  if (wanted > most) for (const [at, width] of widths.entries()) widths[at] = (width * most) / wanted;
  const others = widths.reduce((sum, width) => sum + (width === 0 ? 0 : width + GAP), 0);
  widths[0] = sheet.right - sheet.left - 2 * PAD - others;
  let x = sheet.left + PAD;
  return columns.map((column, at) => {
    const width = widths[at] ?? 0;
    const placed = { ...column, x, width };
    x += width + GAP;
    return placed;
  });
}

function drawCells(sheet: Sheet, columns: readonly Column[], cells: readonly string[][], style: Style): void {
  for (const [at, { x, width, align }] of columns.entries()) {
    for (const [line, words] of (cells[at] ?? []).entries()) {
      drawLine(sheet, words, { x, y: sheet.y + line * lineHeight(style), width, align }, style);
    }
  }
}

function drawTitles(sheet: Sheet, columns: readonly Column[]): void {
  const cells = columns.map(({ title: name, width }) => linesOf(sheet, name, width, title));
  const height = Math.max(...cells.map(({ length }) => length)) * lineHeight(title) + 2 * PAD;
  sheet.doc.rect(sheet.left, sheet.y, sheet.right - sheet.left, height).fill(ink.band);
  sheet.y += PAD;
  drawCells(sheet, columns, cells, title);
  sheet.y += height - PAD;
}

/** A row that is measured, so that a heading can be kept with the first row below it. */
interface Measured {
  /** What must fit on one page. */
  height: number;
  draw(): void;
}

function lineRow(sheet: Sheet, columns: readonly Column[], row: Extract<PdfRow, { kind: 'line' }>): Measured {
  const cells = columns.map(({ width }, at) => linesOf(sheet, row.cells[at] ?? '', width, cell));
  const [first] = columns;
  const more = row.detail === null || !first ? [] : linesOf(sheet, row.detail, first.width, detail);
  const described = (cells[0]?.length ?? 0) * lineHeight(cell) + more.length * lineHeight(detail);
  const height = Math.max(described, ...cells.map(({ length }) => length * lineHeight(cell))) + 2 * PAD;
  return {
    height,
    draw: () => {
      const top = sheet.y;
      sheet.y += PAD;
      drawCells(sheet, columns, cells, cell);
      sheet.y += (cells[0]?.length ?? 0) * lineHeight(cell);
      drawLines(sheet, more, first?.x ?? 0, detail);
      sheet.y = top + height;
      drawRule(sheet, sheet.left, sheet.right);
    },
  };
}

function sumRow(sheet: Sheet, { label, value, strong: bold }: Extract<PdfRow, { kind: 'sum' }>): Measured {
  const style = bold ? strong : cell;
  const amount = widthOf(sheet, value, style);
  const width = sheet.right - sheet.left - 2 * PAD - amount - 2 * GAP;
  const lines = linesOf(sheet, label, width, style);
  const height = lines.length * lineHeight(style) + 2 * PAD;
  return {
    height,
    draw: () => {
      const y = sheet.y + PAD;
      for (const [at, line] of lines.entries()) {
        const place = { x: sheet.left + PAD, y: y + at * lineHeight(style), width, align: 'right' as const };
        drawLine(sheet, line, place, style);
      }
      drawLine(sheet, value, { x: sheet.right - PAD - amount, y, width: amount }, style);
      sheet.y += height;
      drawRule(sheet, sheet.left, sheet.right);
    },
  };
}

/** Text over the whole width; long ones go over pages. */
function textRow(sheet: Sheet, words: string, style: Style, above: number, below: number): Measured {
  const lines = linesOf(sheet, words, sheet.right - sheet.left - 2 * PAD, style);
  return {
    height: above + lineHeight(style) * Math.min(2, lines.length) + below,
    draw: () => {
      sheet.y += above;
      drawLines(sheet, lines, sheet.left + PAD, style);
      sheet.y += below;
    },
  };
}

function measured(sheet: Sheet, columns: readonly Column[], row: PdfRow): Measured {
  switch (row.kind) {
    case 'heading':
      return textRow(sheet, row.text, heading, 9, 2);
    case 'text':
      return textRow(sheet, row.text, text, 0, 3);
    case 'line':
      return lineRow(sheet, columns, row);
    default:
      return sumRow(sheet, row);
  }
}

/** Draws rows that belong together; only texts that are longer than a page separate them. */
function drawRows(sheet: Sheet, rows: readonly Measured[]): void {
  keepTogether(
    sheet,
    rows.reduce((sum, { height }) => sum + height, 0),
  );
  for (const { height, draw } of rows) {
    keepTogether(sheet, height);
    draw();
  }
}

/** Draws a table; its titles are repeated on each of its pages. */
export function drawTable(sheet: Sheet, table: PdfTable): void {
  const columns = columnsOf(sheet, table);
  const { continued } = sheet;
  keepTogether(sheet, 60);
  drawTitles(sheet, columns);
  sheet.continued = () => {
    continued();
    drawTitles(sheet, columns);
  };
  let kept: Measured[] = [];
  for (const row of table.rows) {
    kept.push(measured(sheet, columns, row));
    if (row.kind === 'heading' || row.kind === 'text') continue;
    drawRows(sheet, kept);
    kept = [];
  }
  drawRows(sheet, kept);
  sheet.continued = continued;
}
