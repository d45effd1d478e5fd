/**
 * A document to lay out, as plain data: every text is in its final words, every figure formatted. Equal contents give
 * equal bytes.
 */
export interface PdfContent {
  /** BCP 47; for screen readers. */
  language: string;
  size: PdfSize;
  /** ISO 8601: when the document was issued. Stands in the file instead of the time of the layout. */
  date: string;
  /** What it is, such as `Invoice`. */
  heading: string;
  number: string;
  /** Across every page, such as `VOID`. */
  mark: string | null;
  /** The name first, then lines that may contain line breaks. */
  sender: readonly string[];
  recipient: { title: string; lines: readonly string[] };
  facts: readonly PdfFact[];
  /** Paragraphs above the table. */
  intro: readonly PdfNote[];
  table: PdfTable;
  /** Sums below the table. */
  totals: readonly PdfTotal[];
  /** Paragraphs below the sums. */
  notes: readonly PdfNote[];
  /** The text at the foot of each page, with `{page}` and `{pages}`. */
  pageOf: string;
}

export type PdfSize = 'A4' | 'LETTER';

export interface PdfFact {
  label: string;
  value: string;
}

export interface PdfNote {
  title: string | null;
  text: string;
}

export interface PdfTotal extends PdfFact {
  strong: boolean;
}

export interface PdfTable {
  /** The first column takes the width that the others leave. */
  columns: readonly PdfColumn[];
  rows: readonly PdfRow[];
}

export interface PdfColumn {
  title: string;
  align: 'left' | 'right';
}

/** A row of the table. A heading stays with the row below it. */
export type PdfRow =
  | { kind: 'heading'; text: string }
  | { kind: 'text'; text: string }
  /** One cell per column; the detail is printed small below the first. */
  | { kind: 'line'; cells: readonly string[]; detail: string | null }
  | { kind: 'sum'; label: string; value: string; strong: boolean };
