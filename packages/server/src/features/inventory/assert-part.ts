import { hasDecimals } from '@mechanic-shop/shared';
import type { SignedInCall } from '../../core/call.ts';
import { invalidInput } from '../../core/errors.ts';
import type { Queries } from '../../platform/db/database.ts';
import { assertInUse } from '../suppliers/rows.ts';
import { assertDecimals, stepOf } from './quantities.ts';
import type { PartRow, TrackedPart } from './rows.ts';

type Bounds = Pick<TrackedPart, 'minQuantity' | 'maxQuantity' | 'decimals'>;

/** Rejects bounds with too many decimals, or a minimum above the maximum, at the member that the input names. */
export function assertBounds(bounds: Bounds, named: { minQuantity?: number | null | undefined } = bounds): void {
  const { minQuantity, maxQuantity, decimals } = bounds;
  if (minQuantity !== null) assertDecimals(minQuantity, decimals, 'minQuantity');
  if (maxQuantity !== null) assertDecimals(maxQuantity, decimals, 'maxQuantity');
  if (minQuantity === null || maxQuantity === null || minQuantity <= maxQuantity) return;
  const member = named.minQuantity == null ? 'maxQuantity' : 'minQuantity';
  throw invalidInput([member], 'The minimum is at most the maximum: lower the one, or raise the other.');
}

/** Rejects an unknown or retired supplier. */
export async function assertSupplierChoice(tx: Queries, supplierId: number | null): Promise<void> {
  if (supplierId !== null) await assertInUse(tx, supplierId);
}

/** Rejects fewer decimals than a quantity of the part has: in stock, its bounds, on tickets or purchases. */
export async function assertCoarser(
  call: SignedInCall,
  tx: Queries,
  row: PartRow,
  { decimals, minQuantity, maxQuantity }: Bounds,
): Promise<void> {
  const step = stepOf(decimals);
  const isFiner =
    row.quantity % step !== 0 ||
    row.reserved % step !== 0 ||
    ![minQuantity, maxQuantity].every((bound) => bound === null || hasDecimals(bound, decimals));
  if (isFiner || (await call.shop.stockDemand.needsFiner(tx, row.id, step))) {
    throw invalidInput(
      ['decimals'],
      'The stock, a ticket or a purchase uses more decimals: change those quantities first.',
    );
  }
}
