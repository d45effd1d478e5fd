import type { PdfContent } from './content.ts';
import { drawAddresses, drawLetterhead, drawNotes } from './head.ts';
import { type Sheet, type Style, drawLine, drawRule, ink, linesOf, openSheet, widthOf } from './sheet.ts';
import { drawTable } from './table.ts';
import { drawTotals } from './totals.ts';

const small: Style = { font: 'regular', size: 8, color: ink.faint };

/** The top of every page but the first. */
function drawContinuation(sheet: Sheet, { heading, number, sender }: PdfContent): void {
  const { left, right } = sheet;
  const half = (right - left) / 2;
  const [name = ''] = linesOf(sheet, sender[0] ?? '', half - 12, small);
  drawLine(sheet, name, { x: left, y: sheet.y, width: half }, small);
  const place = { x: left + half, y: sheet.y, width: half, align: 'right' as const };
  drawLine(sheet, `${heading} ${number}`, place, small);
  sheet.y += 14;
  drawRule(sheet, left, right);
  sheet.y += 10;
}

/** Draws the mark across the page, so pale that all figures stay readable. */
function drawMark(sheet: Sheet, mark: string): void {
  const { doc } = sheet;
  const { width, height } = doc.page;
  const least: Style = { font: 'bold', size: 10, color: ink.mark };
  const size = Math.min(120, (6.2 * width) / widthOf(sheet, mark, least));
  const style = { ...least, size };
  const drawn = widthOf(sheet, mark, style);
  doc.save().rotate(-40, { origin: [width / 2, height / 2] });
  doc.fillOpacity(0.13);
  drawLine(sheet, mark, { x: (width - drawn) / 2, y: height / 2 - size * 0.7, width: drawn }, style);
  doc.restore();
}

/** Adds what needs the number of pages. */
function finishPages(sheet: Sheet, { mark, pageOf }: PdfContent): void {
  const { doc, left, right } = sheet;
  const { count } = doc.bufferedPageRange();
  for (let page = 0; page < count; page += 1) {
    doc.switchToPage(page);
    sheet.y = doc.page.height - 46;
    drawRule(sheet, left, right);
    const text = pageOf.replace('{page}', String(page + 1)).replace('{pages}', String(count));
    drawLine(sheet, text, { x: left, y: sheet.y + 6, width: right - left, align: 'right' }, small);
    if (mark !== null) drawMark(sheet, mark);
  }
}

/** Lays a document out. Equal contents give equal bytes. */
export function renderPdf(content: PdfContent): Promise<Uint8Array<ArrayBuffer>> {
  return new Promise((resolve, reject) => {
    const sheet = openSheet(content);
    const chunks: Uint8Array[] = [];
    sheet.doc
      .on('data', (chunk: Uint8Array) => chunks.push(chunk))
      .on('end', () => resolve(new Uint8Array(Buffer.concat(chunks))))
      .on('error', reject);
    sheet.continued = () => drawContinuation(sheet, content);
    drawLetterhead(sheet, content);
    drawAddresses(sheet, content);
    drawNotes(sheet, content.intro);
    drawTable(sheet, content.table);
    drawTotals(sheet, content.totals);
    drawNotes(sheet, content.notes);
    finishPages(sheet, content);
    sheet.doc.end();
  });
}
