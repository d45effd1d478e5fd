import type { VersionedRow } from '@mechanic-shop/shared';
import { AppError } from './errors.ts';

/** Rejects an update based on an older version of the row; the error contains the current row. */
export function assertVersion(current: VersionedRow, version: number | undefined): void {
  if (version !== undefined && version !== current.version) throw new AppError('VERSION_MISMATCH', { current });
}
