import type { Shop } from '../../core/shop.ts';
import type { Queries } from '../../platform/db/database.ts';

const MINUTE_MS = 60_000;

/** Records that a session or API key is in use, at most once a minute, in the background. */
export function recordUse(
  shop: Pick<Shop, 'database' | 'now'>,
  lastUsedAt: Date | null,
  update: (tx: Queries, now: Date) => Promise<unknown>,
): void {
  const now = shop.now();
  // A future instant predates a clock that was set back.
  if (lastUsedAt !== null && Math.abs(now.getTime() - lastUsedAt.getTime()) < MINUTE_MS) return;
  // A lost update does not matter; the next call tries again.
  shop.database.write((tx) => update(tx, now)).catch(() => {});
}
