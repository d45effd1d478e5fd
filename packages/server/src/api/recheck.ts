import type { Role } from '@mechanic-shop/shared';
import type { CalledShop } from '../core/call.ts';
import type { Caller } from '../core/caller.ts';
import { AppError } from '../core/errors.ts';
import type { Database, Queries } from '../platform/db/database.ts';

/** Throws when a role is not sufficient for a procedure. */
export type AssertRole = (role: Role) => void;

/**
 * Authorizes a caller again, on the rows of the transaction. While a call waited for a password or the database, its
 * session or API key may have ended or its role changed. Earlier decisions were made for the earlier role, so a call with another
 * role fails.
 */
async function recheck(shop: CalledShop, tx: Queries, caller: Caller, assertRole: AssertRole): Promise<void> {
  const { sessionId, apiKey, role } = caller;
  if (sessionId === null && apiKey === null) return;
  const current = await shop.callers.roleOf(tx, caller);
  if (current === role) return;
  if (current !== undefined) assertRole(current);
  throw new AppError('SESSION_ENDED');
}

interface Writing {
  shop: CalledShop;
  transaction: Database['write'];
}

/** The same transaction, which first authorizes the caller again. */
export function recheckedTransaction(
  { shop, transaction }: Writing,
  caller: Caller,
  assertRole: AssertRole,
): Database['write'] {
  return (work) =>
    transaction(async (tx) => {
      await recheck(shop, tx, caller, assertRole);
      return work(tx);
    });
}
