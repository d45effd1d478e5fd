export type { CellKind } from './cells.ts';
export { chunksOf, refuseRepeats } from './chunks.ts';
export { type Column, type Row, type RowIssue, columnOf, headerOf, plainName, rowsOf } from './columns.ts';
export { CsvError, type CsvFault } from './csv-error.ts';
export { type Importable, type ImportKind, importKinds, type Members } from './kinds.ts';
export {
  type ImportAnswer,
  type ImportCall,
  type Outcome,
  type Reject,
  type Send,
  addAnswer,
  nothingDone,
  reasonOf,
  rejectsFile,
  sendBy,
  sendPatiently,
} from './outcome.ts';
export type { RowFault } from './row-fault.ts';
export { type CsvRecord, csvSeparator, readCsv } from './read-csv.ts';
export { type CsvStyle, type Separator, csvLine } from './write.ts';
