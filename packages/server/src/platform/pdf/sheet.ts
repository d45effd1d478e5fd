import PdfDocument from 'pdfkit';
import type { PdfContent } from './content.ts';
import { type FontName, fontNames, parsedFont } from './fonts.ts';
import { wrap } from './wrap.ts';

/** How a text looks. */
export interface Style {
  font: FontName;
  size: number;
  color: string;
}

export const ink = { text: '#1f2328', faint: '#656d76', rule: '#d0d7de', band: '#f3f5f7', mark: '#cf222e' };

/** Where a line of text goes: between `x` and `x + width`, its top at `y`. */
export interface Place {
  x: number;
  y: number;
  width: number;
  align?: 'left' | 'right' | undefined;
}

/** The pages of a document, and how far they are filled. Lengths are in points. */
export interface Sheet {
  readonly doc: PDFKit.PDFDocument;
  readonly left: number;
  readonly right: number;
  /** The lowest end of content on a page. */
  readonly bottom: number;
  /** Where the next content goes. */
  y: number;
  /** Draws what every further page starts with, and moves `y` below it. */
  continued: () => void;
}

/** 20 mm, where window envelopes expect an address. */
const MARGIN = 56.7;
const FOOT = 62;

/** Opens a document with its first page. */
export function openSheet({ language, size, date, heading, number, sender }: PdfContent): Sheet {
  const at = new Date(date);
  const doc = new PdfDocument({
    size,
    margin: 0,
    bufferPages: true,
    lang: language,
    displayTitle: true,
    pdfVersion: '1.7',
    // No default: it would need a file of pdfkit, and a font of ours would be parsed again at every use.
    font: '',
    info: {
      Title: `${heading} ${number}`,
      Author: sender[0] ?? '',
      Creator: 'mechanic-shop',
      Producer: 'mechanic-shop',
      // The clock would make equal documents differ.
      CreationDate: at,
      ModDate: at,
    },
  });
  for (const name of fontNames) doc.registerFont(name, parsedFont(name));
  const { width, height } = doc.page;
  return { doc, left: MARGIN, right: width - MARGIN, bottom: height - FOOT, y: MARGIN - 10, continued: () => {} };
}

export const lineHeight = ({ size }: Style): number => size * 1.36;

function use({ doc }: Sheet, { font, size, color }: Style): PDFKit.PDFDocument {
  return doc.font(font).fontSize(size).fillColor(color);
}

export const widthOf = (sheet: Sheet, text: string, style: Style): number => use(sheet, style).widthOfString(text);

/** Breaks a text into the lines that fit a width. */
export function linesOf(sheet: Sheet, text: string, width: number, style: Style): string[] {
  const doc = use(sheet, style);
  return wrap(text, width, (part) => doc.widthOfString(part));
}

/** Draws one line of text. */
export function drawLine(sheet: Sheet, text: string, { x, y, width, align }: Place, style: Style): void {
  if (text === '') return;
  const doc = use(sheet, style);
  const start = align === 'right' ? x + width - doc.widthOfString(text) : x;
  doc.text(text, start, y, { lineBreak: false });
}

/** A horizontal rule at `y`. */
export function drawRule(sheet: Sheet, from: number, to: number, color = ink.rule): void {
  sheet.doc.moveTo(from, sheet.y).lineTo(to, sheet.y).lineWidth(0.5).strokeColor(color).stroke();
}

/** Goes to a new page. */
export function breakPage(sheet: Sheet): void {
  sheet.doc.addPage();
  sheet.y = MARGIN - 10;
  sheet.continued();
}

/** Goes to a new page unless this much height is left. */
export function keepTogether(sheet: Sheet, height: number): void {
  if (sheet.y + height > sheet.bottom) breakPage(sheet);
}

/** Draws lines below each other, over pages where they need it. */
export function drawLines(sheet: Sheet, lines: readonly string[], x: number, style: Style): void {
  for (const line of lines) {
    keepTogether(sheet, lineHeight(style));
    drawLine(sheet, line, { x, y: sheet.y, width: 0 }, style);
    sheet.y += lineHeight(style);
  }
}
