/** Why a file is not usable CSV: it is empty, or a quote is never closed. */
export type CsvFault = 'EMPTY' | 'QUOTES';

/** A file that is not usable CSV. */
export class CsvError extends Error {
  readonly fault: CsvFault;
  /** The line where the record begins, from 1. */
  readonly line: number;

  /** @internal */
  constructor(fault: CsvFault, line: number) {
    super(
      fault === 'EMPTY'
        ? 'The file is empty: its first line names the columns.'
        : `The file is not CSV, near line ${line}: check its quotes.`,
    );
    this.fault = fault;
    this.line = line;
  }
}
