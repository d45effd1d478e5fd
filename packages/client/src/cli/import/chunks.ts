import { createHash } from 'node:crypto';
import type { Row } from './columns.ts';

// Below the server's limit of a body, with room for the rest of the call.
const MAX_BYTES = 48 * 1024;
const MAX_ROWS = 200;

/** Rows that are sent in one call. */
export function chunksOf(rows: readonly Row[]): Row[][] {
  const chunks: Row[][] = [];
  let bytes = 0;
  for (const row of rows) {
    const size = Buffer.byteLength(JSON.stringify(row.row)) + 1;
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

/** What identifies an import: the file, and all that decides what its rows do. */
export function digestOf(bytes: Uint8Array, ...rest: unknown[]): string {
  return createHash('sha256').update(bytes).update(JSON.stringify(rest)).digest('hex').slice(0, 32);
}

/** The key of a chunk: the same whenever the same file is imported in the same way. */
export const keyOf = (digest: string, chunk: number): string => `import-${digest}-${chunk}`;

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
    else issues.push({ path: [key], message: `Line ${before} has the same.` });
  }
}
