import { setTimeout as sleep } from 'node:timers/promises';
import type { ImportResult, OnMatch } from '@mechanic-shop/shared';
import { isShopError } from '../../index.ts';
import type { Row, RowIssue } from './columns.ts';

export interface ImportCall {
  rows: Record<string, unknown>[];
  onMatch?: OnMatch | undefined;
  partial?: boolean | undefined;
}

/** Sends one chunk. */
export type Send = (input: ImportCall, context: { idempotencyKey?: string; dryRun?: boolean }) => Promise<ImportResult>;

/** A row that was refused. */
export interface Reject {
  line: number;
  cells: string[];
  issues: RowIssue[];
}

/** What an import has done so far. */
export interface Outcome {
  created: number;
  updated: number;
  skipped: number;
  rejects: Reject[];
}

export const nothing = (): Outcome => ({ created: 0, updated: 0, skipped: 0, rejects: [] });

/** Adds what became of a chunk. */
export function add(outcome: Outcome, chunk: readonly Row[], result: ImportResult): void {
  outcome.created += result.created;
  outcome.updated += result.updated;
  outcome.skipped += result.skipped;
  for (const { row, issues } of result.rows) {
    const from = chunk[row];
    if (issues !== undefined && from) outcome.rejects.push({ line: from.line, cells: from.cells, issues });
  }
}

/** Sends a chunk, and waits where the shop limits the number of calls. */
export async function sendPatiently(send: Send, ...given: Parameters<Send>): Promise<ImportResult> {
  for (;;) {
    try {
      return await send(...given);
    } catch (error) {
      if (!isShopError(error, 'RATE_LIMITED')) throw error;
      await sleep(error.data.details.retryAfterSeconds * 1000);
    }
  }
}
