import type { Invite, Page } from '@mechanic-shop/shared';
import { desc, eq, lt } from 'drizzle-orm';
import type { Queries } from '../db/database.ts';
import { IdPosition, keyset } from '../pages.ts';
import { invites } from './table.ts';

export type InviteRow = typeof invites.$inferSelect;

export const asInvite = ({ id, role, email, customerId, ...row }: InviteRow): Invite => ({
  id,
  role,
  email,
  customerId,
  expiresAt: row.expiresAt.toISOString(),
  usedAt: row.usedAt?.toISOString() ?? null,
  revokedAt: row.revokedAt?.toISOString() ?? null,
  createdAt: row.createdAt.toISOString(),
});

export const listInvites = async (
  db: Queries,
  { limit, cursor }: { limit: number; cursor?: string | undefined },
): Promise<Page<Invite>> => {
  const list = keyset('invites.list', null, IdPosition);
  const [before] = list.after(cursor) ?? [Number.MAX_SAFE_INTEGER];
  const rows = await db
    .select()
    .from(invites)
    .where(lt(invites.id, before))
    .orderBy(desc(invites.id))
    .limit(limit + 1);
  return list.page(rows.map(asInvite), limit, ({ id }) => [id]);
};

export const inviteByDigest = async (db: Queries, digest: string): Promise<InviteRow | undefined> =>
  (await db.select().from(invites).where(eq(invites.digest, digest)))[0];
