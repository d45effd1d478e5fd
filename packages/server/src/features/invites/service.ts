import type { CreateInviteInput, Invite, ListInvitesInput, NewInvite, Page } from '@mechanic-shop/shared';
import { and, eq, isNull } from 'drizzle-orm';
import type { Call, SignedInCall, SignedInWriteCall } from '../../core/call.ts';
import { AppError, invalidInput, notFound } from '../../core/errors.ts';
import { type Recording, recordChange } from '../../core/events/record.ts';
import type { Parsed } from '../../core/parsed.ts';
import type { Queries } from '../../platform/db/database.ts';
import { insertedRow } from '../../platform/db/inserted.ts';
import { codeDigest, newCode } from '../../platform/security/codes.ts';
import { couldMakeCode } from '../accounts/accounts.ts';
import { getCustomer } from '../customers/rows.ts';
import { inviteEntity } from './entity.ts';
import { type InviteRow, getInvite, inviteByDigest, listInvites } from './rows.ts';
import { invites } from './table.ts';

const HOUR_MS = 60 * 60 * 1000;

/** Creates a one-time code: admins invite staff, mechanics invite customers. */
export function create(call: SignedInWriteCall, input: Parsed<typeof CreateInviteInput>): Promise<NewInvite> {
  if (input.role !== 'customer' && call.caller.role !== 'admin') throw new AppError('ROLE_REQUIRED', { role: 'admin' });
  return call.write(async (tx) => {
    const { role, expiresInHours } = input;
    const customerId = input.role === 'customer' ? input.customerId : null;
    const email = input.role === 'customer' ? null : (input.email ?? null);
    if (customerId !== null) await assertWalkIn(tx, customerId);
    const now = call.shop.now();
    const code = newCode();
    const expiresAt = new Date(now.getTime() + expiresInHours * HOUR_MS);
    const row = insertedRow(
      await tx
        .insert(invites)
        .values({
          digest: codeDigest(code),
          role,
          email,
          customerId,
          madeById: call.caller.accountId,
          expiresAt,
          createdAt: now,
          tick: call.shop.expiry.tick(),
        })
        .returning({ id: invites.id }),
    );
    recordChange(call, inviteEntity, { before: null, after: await assertFound(tx, row.id) });
    return { id: row.id, code, role, email, customerId, expiresAt: expiresAt.toISOString() };
  });
}

async function assertFound(db: Queries, id: number): Promise<Invite> {
  const invite = await getInvite(db, id);
  if (!invite) throw notFound('invite');
  return invite;
}

async function assertWalkIn(tx: Queries, customerId: number): Promise<void> {
  const customer = await getCustomer(tx, customerId);
  if (!customer) throw notFound('customer');
  if (customer.hasLogin)
    throw invalidInput(['customerId'], 'This customer already has a login: create a reset code instead.');
}

export function list(call: SignedInCall, input: Parsed<typeof ListInvitesInput>): Promise<Page<Invite>> {
  return listInvites(call.read, input);
}

/** Revokes an invite; a used or revoked one stays unchanged. */
export function revoke(call: SignedInWriteCall, id: number): Promise<Invite> {
  return call.write(async (tx) => {
    const before = await assertFound(tx, id);
    await tx
      .update(invites)
      .set({ revokedAt: call.shop.now() })
      .where(and(eq(invites.id, id), isNull(invites.usedAt), isNull(invites.revokedAt)));
    const after = await assertFound(tx, id);
    recordChange(call, inviteEntity, { before, after });
    return after;
  });
}

/** The user of a code: an account type with an e-mail. */
interface Claim {
  code: string;
  accountType: 'customer' | 'mechanic';
  email: string;
}

/**
 * Returns the invite of a code. Unknown, used, expired, revoked and foreign codes, and those that their creator could
 * no longer create, get the same error.
 */
export async function assertInvite(call: Pick<Call, 'shop'>, db: Queries, claim: Claim): Promise<InviteRow> {
  const invite = await inviteByDigest(db, codeDigest(claim.code));
  const fits = (row: InviteRow): boolean =>
    !row.usedAt &&
    !row.revokedAt &&
    call.shop.expiry.isCurrent(row) &&
    (row.role === 'customer') === (claim.accountType === 'customer') &&
    (row.email === null || row.email === claim.email);
  const stands = invite && fits(invite) && (await couldMakeCode(db, invite.madeById, invite.role));
  if (!stands) throw new AppError('INVALID_INVITE');
  return invite;
}

/** Marks an invite as used by a new account. */
export async function useInvite(call: Recording, tx: Queries, id: number, accountId: number): Promise<void> {
  const before = await assertFound(tx, id);
  await tx.update(invites).set({ usedAt: call.shop.now() }).where(eq(invites.id, id));
  const after = await assertFound(tx, id);
  recordChange(call, inviteEntity, { before, after, origin: { accountId } });
}
