import { setTimeout as sleep } from 'node:timers/promises';
import { and, asc, eq, gt, sql } from 'drizzle-orm';
import type { CalledShop, WriteCall } from '../../core/call.ts';
import { events } from '../../core/events/table.ts';
import type { Queries } from '../../platform/db/database.ts';
import { type Slots, prepared } from '../../platform/db/prepared.ts';
import type { Login } from '../accounts/accounts.ts';
import { recordAccount } from '../accounts/entity.ts';

const MINUTE_MS = 60_000;

/** Longer than a write takes, as a rule. */
const PAUSE_MS = 50;

const refusalAfter = prepared('refusal_after', (db, p: Slots<{ accountId: number; at: Date }>) =>
  db
    .select({ at: events.at })
    .from(events)
    .where(
      and(
        eq(events.entity, 'account'),
        eq(events.entityId, p.accountId),
        gt(events.at, sql.param(p.at, events.at)),
        eq(events.kind, 'account.login_refused'),
      ),
    )
    .orderBy(asc(events.at))
    .limit(1),
);

async function isNoted({ now, expiry }: CalledShop, db: Queries, accountId: number): Promise<boolean> {
  const [row] = await refusalAfter(db, { accountId, at: new Date(now().getTime() - MINUTE_MS) });
  // One that lies in the future was written before the clock was set back.
  return row !== undefined && expiry.isWithin(MINUTE_MS, { at: row.at, tick: null });
}

async function note(call: WriteCall, login: Login | undefined): Promise<void> {
  // No account has the id 0.
  if ((await isNoted(call.shop, call.read, login?.id ?? 0)) || !login) return;
  await call.write(async (tx) => {
    // Another process may have been faster.
    if (await isNoted(call.shop, tx, login.id)) return;
    recordAccount(call, login, 'login_refused', { origin: { accountId: null } });
  });
}

/**
 * Notes a rejected login of a known account, at most once a minute. It resolves after the same pause for unknown ones,
 * whether the note is written by then or not: how long an answer takes must not tell who has an account.
 */
export async function noteRefusal(call: WriteCall, login: Login | undefined): Promise<void> {
  const pause = sleep(PAUSE_MS);
  // A lost note does not matter; the next attempt tries again.
  note(call, login).catch(() => {});
  await pause;
}
