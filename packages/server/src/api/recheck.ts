import type { Role } from '@mechanic-shop/shared';
import type { CalledShop } from '../core/call.ts';
import type { Caller } from '../core/caller.ts';
import { AppError } from '../core/errors.ts';
import type { Database, Queries } from '../platform/db/database.ts';

/** Throws when a role is too weak for a procedure. */
export type AssertRole = (role: Role) => void;

/**
 * Judges a caller once more, on the rows of the transaction. A call may have waited, for a password or a busy database,
 * while the session ended, the account was deactivated or its role changed. Earlier decisions were made for the earlier
 * role, so a call under another role ends.
 */
async function recheck(shop: CalledShop, tx: Queries, caller: Caller, assertRole: AssertRole): Promise<void> {
  const { sessionId, accountId, role } = caller;
  if (sessionId === null) return;
  const current = await shop.callers.roleOf(tx, { sessionId, accountId });
  if (current === role) return;
  if (current !== undefined) assertRole(current);
  throw new AppError('SESSION_ENDED');
}

interface Writing {
  shop: CalledShop;
  transaction: Database['write'];
}

/** The same transaction, in which the caller is judged first. */
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
