import type { Role } from '@mechanic-shop/shared';
import type { Caller } from '../../core/call.ts';
import { AppError } from '../../core/errors.ts';
import type { Database, Queries } from '../../platform/db/database.ts';
import { sessionById } from './authenticate.ts';

/** Refuses a role that is too weak for a procedure. */
export type DemandRole = (role: Role) => void;

/**
 * Judges a caller once more, on the rows of the transaction. A call may have waited, for a password or a busy database,
 * while the session ended, the account was deactivated or its role changed. Whatever was decided before was decided for
 * that role, so no other one goes on.
 */
async function recheck(tx: Queries, { sessionId, accountId, role }: Caller, demandRole: DemandRole): Promise<void> {
  if (sessionId === null) return;
  const [row] = await sessionById(tx, { id: sessionId });
  const isAlive = row !== undefined && row.accountId === accountId && row.endedAt === null && row.active !== false;
  if (!isAlive) throw new AppError('SESSION_ENDED');
  if (row.role === role) return;
  demandRole(row.role);
  throw new AppError('SESSION_ENDED');
}

/** A `write` whose every transaction judges the caller first. */
export const rechecked =
  (write: Database['write'], caller: Caller, demandRole: DemandRole): Database['write'] =>
  (work) =>
    write(async (tx) => {
      await recheck(tx, caller, demandRole);
      return work(tx);
    });
