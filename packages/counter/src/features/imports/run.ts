import type { ShopClient } from '@mechanic-shop/client';
import {
  type Column,
  type CsvRecord,
  type Outcome,
  type Send,
  addAnswer,
  chunksOf,
  importKinds,
  nothingDone,
  refuseRepeats,
  rowsOf,
  sendBy,
  sendPatiently,
} from '@mechanic-shop/client/csv';
import type { ImportName } from './search.ts';

export const onMatches = ['refuse', 'update', 'skip'] as const;
/** What happens to a row that exists. */
export type OnMatch = (typeof onMatches)[number];

/** How far a run has come, in calls. */
export interface Progress {
  done: number;
  total: number;
}

interface Job {
  shop: ShopClient;
  what: ImportName;
  records: readonly CsvRecord[];
  columns: readonly (Column | undefined)[];
  onMatch: OnMatch;
  /** What begins the keys of the calls; without it nothing is changed. */
  key: string | undefined;
  onProgress(progress: Progress): void;
  signal: AbortSignal;
}

/** Sends chunks of one kind. */
function sendOf(shop: ShopClient, what: ImportName): Send {
  const sends: Record<ImportName, Send> = {
    parts: sendBy(shop.inventory.import.mutate),
    customers: sendBy(shop.customers.import.mutate),
    vehicles: sendBy(shop.vehicles.import.mutate),
    suppliers: sendBy(shop.suppliers.import.mutate),
  };
  return sends[what];
}

/**
 * Imports the rows that are not rejected, or says what that would do. Runs with the same key, file and columns are one
 * import: what an earlier one did is not done again.
 */
export async function runImport(job: Job): Promise<Outcome> {
  const { shop, what, records, columns, onMatch, key, onProgress, signal } = job;
  const rows = rowsOf(records, columns);
  if (onMatch === 'refuse') refuseRepeats(rows, importKinds[what].key);
  const chunks = chunksOf(rows.filter(({ issues }) => issues.length === 0));
  const outcome = nothingDone();
  outcome.rejects.push(...rows.filter(({ issues }) => issues.length > 0));
  const send = sendOf(shop, what);
  for (const [at, chunk] of chunks.entries()) {
    signal.throwIfAborted();
    onProgress({ done: at, total: chunks.length });
    const input = { rows: chunk.map(({ row }) => row), onMatch, partial: true };
    const context = key === undefined ? { dryRun: true } : { idempotencyKey: `${key}-${at}` };
    addAnswer(outcome, chunk, await sendPatiently(send, input, context, signal));
  }
  return { ...outcome, rejects: outcome.rejects.toSorted((a, b) => a.line - b.line) };
}
