import { readMoney } from './read-money.ts';
import type { RowFault } from './row-fault.ts';

/** How a member is typed in a cell. */
export type CellKind = 'text' | 'money' | 'cents' | 'integer' | 'number' | 'yesNo';

/** A value of a cell, or what is wrong with it. */
export type CellValue = { value: unknown } | { fault: RowFault };

const YES = new Set(['yes', 'true', '1', 'ja', 'y', 'x']);
const NO = new Set(['no', 'false', '0', 'nein', 'n']);

function found<T>(value: T | null | undefined, fault: RowFault): CellValue {
  return value === null || value === undefined ? { fault } : { value };
}

const integerOf = (text: string): number | null => (/^[+-]?\d{1,15}$/.test(text) ? Number(text) : null);
// Spreadsheets write decimals as their language does.
const withPoint = (text: string): string => text.replace(',', '.');

// One language's decimal sign separates the thousands of another.
const THOUSANDS = /^[+-]?[1-9]\d{0,2}[.,]\d{3}$/;

const readers: Record<CellKind, (text: string) => CellValue> = {
  text: (value) => ({ value }),
  money: (text) => found(readMoney(withPoint(text)), 'money'),
  cents: (text) => found(integerOf(text), 'cents'),
  integer: (text) => found(integerOf(text), 'integer'),
  number: (text) =>
    THOUSANDS.test(text)
      ? { fault: 'ambiguous' }
      : found(/^[+-]?\d{1,15}(?:[.,]\d{1,15})?$/.test(text) ? Number(withPoint(text)) : null, 'number'),
  yesNo: (text) => {
    const word = text.toLowerCase();
    return found(YES.has(word) ? true : NO.has(word) ? false : null, 'yesNo');
  },
};

/** The value of a cell that is not empty. */
export function readCell(kind: CellKind, text: string): CellValue {
  return readers[kind](text.trim());
}
