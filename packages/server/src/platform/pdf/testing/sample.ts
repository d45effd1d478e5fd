import type { PdfContent, PdfRow } from '../content.ts';

export const sampleLine = (name: string, amount = '12.00'): PdfRow => ({
  kind: 'line',
  cells: [name, '1 piece', '12.00', '23%', amount],
  detail: null,
});

/** A document of one page, with what a test says differently. */
export function sampleContent(
  given: Partial<PdfContent> = {},
  rows: PdfRow[] = [sampleLine('Oil filter')],
): PdfContent {
  return {
    language: 'en',
    size: 'A4',
    date: '2026-11-20T09:30:00.000Z',
    heading: 'Invoice',
    number: 'INV-000001',
    mark: null,
    sender: ['Mechanic shop', '1 Main Street\nDublin'],
    recipient: { title: 'Bill to', lines: ['Ada Lovelace', '12 Byron Road'] },
    facts: [{ label: 'Due date', value: '4 Dec 2026' }],
    intro: [],
    table: {
      columns: [
        { title: 'Description', align: 'left' },
        { title: 'Quantity', align: 'right' },
        { title: 'Unit price', align: 'right' },
        { title: 'Tax', align: 'right' },
        { title: 'Amount EUR', align: 'right' },
      ],
      rows,
    },
    totals: [
      { label: 'Net', value: '€12.00', strong: false },
      { label: 'Total', value: '€14.76', strong: true },
    ],
    notes: [{ title: null, text: 'Thank you.' }],
    pageOf: 'Page {page} of {pages}',
    ...given,
  };
}
