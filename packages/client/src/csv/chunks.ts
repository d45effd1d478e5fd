import type { Row } from './columns.ts';

// Below the server's limit of a body, with room for the rest of the call.
const MAX_BYTES = 48 * 1024;
const MAX_ROWS = 200;

/** Splits rows into calls of `import`: at most 200 rows and 48 KiB each. The same rows are always split alike. */
export function chunksOf(rows: readonly Row[]): Row[][] {
  const encoder = new TextEncoder();
  const chunks: Row[][] = [];
  let bytes = 0;
  for (const row of rows) {
    const size = encoder.encode(JSON.stringify(row.row)).length + 1;
    const last = chunks.at(-1);
    if (last && last.length < MAX_ROWS && bytes + size <= MAX_BYTES) {
      last.push(row);
      bytes += size;
    } else {
      chunks.push([row]);
      bytes = size;
    }
  }
  return chunks;
}

/**
 * Rejects rows whose key occurred before, where matches are refused: a dry run of one chunk does not see the rows of
 * another.
 */
export function refuseRepeats(rows: readonly Row[], key: string): void {
  const seen = new Map<unknown, number>();
  for (const { row, line, issues } of rows) {
    const value = typeof row[key] === 'string' ? row[key].normalize('NFC') : undefined;
    if (value === undefined) continue;
    const before = seen.get(value);
    if (before === undefined) seen.set(value, line);
    else issues.push({ path: [key], message: `Line ${before} has the same.`, fault: 'repeated' });
  }
}
