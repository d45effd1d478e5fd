import type { PdfContent, PdfFact, PdfNote } from './content.ts';
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

const name: Style = { font: 'bold', size: 15, color: ink.text };
const heading: Style = { font: 'bold', size: 19, color: ink.text };
const number: Style = { font: 'regular', size: 10.5, color: ink.faint };
const body: Style = { font: 'regular', size: 9.5, color: ink.text };
const strong: Style = { ...body, font: 'bold' };
const small: Style = { font: 'regular', size: 8.5, color: ink.faint };

const GAP = 24;
/** 45 mm, where the windows of envelopes begin. */
const WINDOW_TOP = 127.6;

/** Who sends it on the left, what it is on the right. */
export function drawLetterhead(sheet: Sheet, content: PdfContent): void {
  const [first = '', ...more] = content.sender;
  const { left, right } = sheet;
  const half = (right - left - GAP) / 2;
  const wide = Math.max(half, widthOf(sheet, content.heading, heading));
  const top = sheet.y;
  let y = top;
  for (const [text, style] of [[content.heading, heading] as const, [content.number, number] as const]) {
    for (const line of linesOf(sheet, text, wide, style)) {
      drawLine(sheet, line, { x: right - wide, y, width: wide, align: 'right' }, style);
      y += lineHeight(style);
    }
  }
  const below = y;
  const width = right - left - wide - GAP;
  drawLines(sheet, linesOf(sheet, first, width, name), left, name);
  sheet.y += 2;
  for (const text of more) drawLines(sheet, linesOf(sheet, text, width, small), left, small);
  sheet.y = Math.max(sheet.y, below) + 8;
  drawRule(sheet, left, right);
}

interface Piece {
  text: string;
  style: Style;
}

function recipientPieces(sheet: Sheet, { title, lines }: PdfContent['recipient'], width: number): Piece[] {
  const pieces = lines.flatMap((text, at) => {
    const style = at === 0 ? strong : body;
    return linesOf(sheet, text, width, style).map((line): Piece => ({ text: line, style }));
  });
  return [{ text: title, style: small }, ...pieces];
}

interface FactPiece {
  label: string;
  value: string;
}

function factPieces(sheet: Sheet, { label, value }: PdfFact, labelWidth: number, valueWidth: number): FactPiece[] {
  const labels = linesOf(sheet, label, labelWidth, small);
  const values = linesOf(sheet, value, valueWidth, body);
  return Array.from({ length: Math.max(labels.length, values.length) }, (_, at) => ({
    label: labels[at] ?? '',
    value: values[at] ?? '',
  }));
}

/** The recipient on the left and the facts on the right, line by line, so that both may go over pages. */
export function drawAddresses(sheet: Sheet, { recipient, facts }: PdfContent): void {
  const { left, right } = sheet;
  sheet.y = Math.max(sheet.y + 14, WINDOW_TOP);
  const width = (right - left - GAP) / 2;
  const x = left + width + GAP;
  const labelWidth = Math.min(width / 2, Math.max(0, ...facts.map(({ label }) => widthOf(sheet, label, small))) + 12);
  const people = recipientPieces(sheet, recipient, width);
  const known = facts.flatMap((fact) => factPieces(sheet, fact, labelWidth - 12, width - labelWidth));
  const height = lineHeight(body) + 0.6;
  for (let at = 0; at < Math.max(people.length, known.length); at += 1) {
    keepTogether(sheet, height);
    const { y } = sheet;
    const person = people[at];
    if (person) drawLine(sheet, person.text, { x: left, y, width }, person.style);
    // The smaller label stands on the line of its value.
    drawLine(sheet, known[at]?.label ?? '', { x, y: y + 1, width: labelWidth }, small);
    drawLine(sheet, known[at]?.value ?? '', { x: x + labelWidth, y, width: width - labelWidth }, body);
    sheet.y += height;
  }
  sheet.y += 16;
}

/** Paragraphs, each with its title. */
export function drawNotes(sheet: Sheet, notes: readonly PdfNote[]): void {
  for (const { title, text } of notes) {
    const lines = linesOf(sheet, text, sheet.right - sheet.left, body);
    // A title is not left alone at the end of a page.
    keepTogether(sheet, (title === null ? 1 : 2) * lineHeight(body));
    if (title !== null) drawLines(sheet, linesOf(sheet, title, sheet.right - sheet.left, strong), sheet.left, strong);
    drawLines(sheet, lines, sheet.left, body);
    sheet.y += 10;
  }
}
