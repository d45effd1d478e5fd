import type { VersionedRow } from '@mechanic-shop/shared';
import { AppError } from './errors.ts';

/** Refuses an update that was made on an older version of the row; shows the row as it is now. */
export function assertVersion(current: VersionedRow, version: number | undefined): void {
  if (version !== undefined && version !== current.version) throw new AppError('VERSION_MISMATCH', { current });
}
