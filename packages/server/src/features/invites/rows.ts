import type { Invite, Page, Person } from '@mechanic-shop/shared';
import { desc, eq, lt } from 'drizzle-orm';
import { IdPosition, keyset, newestPage } from '../../core/paging.ts';
import type { Queries } from '../../platform/db/database.ts';
import { accounts } from '../accounts/table.ts';
import { invites } from './table.ts';

export type InviteRow = typeof invites.$inferSelect;

interface Listed {
  invite: InviteRow;
  madeBy: Person | null;
}

function asInvite({ invite: { id, role, email, customerId, ...row }, madeBy }: Listed): Invite {
  return {
    id,
    role,
    email,
    customerId,
    madeBy,
    expiresAt: row.expiresAt.toISOString(),
    usedAt: row.usedAt?.toISOString() ?? null,
    revokedAt: row.revokedAt?.toISOString() ?? null,
    createdAt: row.createdAt.toISOString(),
  };
}

function selectInvites(db: Queries) {
  return db
    .select({
      invite: invites,
      madeBy: { id: accounts.id, firstName: accounts.firstName, lastName: accounts.lastName },
    })
    .from(invites)
    .leftJoin(accounts, eq(accounts.id, invites.madeById));
}

export async function getInvite(db: Queries, id: number): Promise<Invite | undefined> {
  const [row] = await selectInvites(db).where(eq(invites.id, id));
  return row && asInvite(row);
}

export async function listInvites(
  db: Queries,
  { limit, cursor }: { limit: number; cursor?: string | undefined },
): Promise<Page<Invite>> {
  const list = keyset('invites.list', null, IdPosition);
  return newestPage(list, { limit, cursor }, async (wanted) => {
    const newest = selectInvites(db).where(lt(invites.id, wanted.before)).orderBy(desc(invites.id));
    return (await newest.limit(wanted.limit)).map(asInvite);
  });
}

export async function inviteByDigest(db: Queries, digest: string): Promise<InviteRow | undefined> {
  return (await db.select().from(invites).where(eq(invites.digest, digest)))[0];
}
