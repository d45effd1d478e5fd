import type {
  ListResetCodesInput,
  Page,
  ResetCode,
  ResetCodeInfo,
  ResetPasswordInput,
  Session,
} from '@mechanic-shop/shared';
import { and, desc, eq, isNull, lt } from 'drizzle-orm';
import type { Call, SignedInCall, SignedInWriteCall, WriteCall } from '../../core/call.ts';
import { AppError, invalidInput, notFound } from '../../core/errors.ts';
import { IdPosition, keyset, newestPage } from '../../core/paging.ts';
import type { Parsed } from '../../core/parsed.ts';
import type { Queries } from '../../platform/db/database.ts';
import { codeDigest, newCode } from '../../platform/security/codes.ts';
import { type Login, couldMakeCode, getLogin } from '../accounts/accounts.ts';
import { assertGoodPassword } from '../accounts/new-password.ts';
import { replacePassword } from '../accounts/replace-password.ts';
import { issueSession, openSession } from '../accounts/sessions.ts';
import { accounts, resetCodes } from '../accounts/table.ts';
import { getCustomer } from '../customers/rows.ts';
import { getStaff } from '../mechanics/rows.ts';

const LIFE_MS = 24 * 60 * 60 * 1000;

/** Creates a one-time code for a forgotten password: mechanics for customers, admins for everyone. */
export function createResetCode(call: SignedInWriteCall, accountId: number): Promise<ResetCode> {
  return call.write(async (tx) => {
    const customer = await getCustomer(tx, accountId);
    const staff = customer ? undefined : await getStaff(tx, accountId);
    if (!customer && !staff) throw notFound('customer');
    if (staff && call.caller.role !== 'admin') throw new AppError('ROLE_REQUIRED', { role: 'admin' });
    if (customer?.hasLogin === false) {
      throw invalidInput(['accountId'], 'This customer has no login yet: create an invite instead.');
    }
    const createdAt = call.shop.now();
    const tick = call.shop.expiry.tick();
    const code = newCode();
    const expiresAt = new Date(createdAt.getTime() + LIFE_MS);
    const madeById = call.caller.accountId;
    await tx.insert(resetCodes).values({ digest: codeDigest(code), accountId, madeById, createdAt, expiresAt, tick });
    return { code, expiresAt: expiresAt.toISOString() };
  });
}

/** Sets a new password by a one-time code and logs in; all other sessions end. */
export async function resetPassword(
  call: WriteCall,
  { code, newPassword }: Parsed<typeof ResetPasswordInput>,
  signal?: AbortSignal,
): Promise<Session> {
  const { login: before } = await assertResetCode(call, call.read, code);
  await assertGoodPassword(newPassword, before.email, 'newPassword');
  const passwordHash = await call.shop.passwords.hash(newPassword, signal);
  const opened = await call.write(async (tx) => {
    const { id, login } = await assertResetCode(call, tx, code);
    await tx.update(resetCodes).set({ usedAt: call.shop.now() }).where(eq(resetCodes.id, id));
    await replacePassword(call, tx, login, passwordHash, { accountId: login.id });
    return openSession(tx, call, login);
  });
  return issueSession(call.shop, opened);
}

async function assertResetCode(call: Call, db: Queries, code: string): Promise<{ id: number; login: Login }> {
  const [row] = await db
    .select()
    .from(resetCodes)
    .where(eq(resetCodes.digest, codeDigest(code)));
  const alive = row && !row.usedAt && !row.revokedAt && call.shop.expiry.isCurrent(row);
  const login = alive ? await getLogin(db, row.accountId) : undefined;
  const stands = row && login?.active && (await couldMakeCode(db, row.madeById, login.role));
  if (!stands) throw new AppError('INVALID_RESET_CODE');
  return { id: row.id, login };
}

function selectCodes(db: Queries) {
  return db
    .select({
      code: resetCodes,
      madeBy: { id: accounts.id, firstName: accounts.firstName, lastName: accounts.lastName },
    })
    .from(resetCodes)
    .leftJoin(accounts, eq(accounts.id, resetCodes.madeById));
}

function asInfo({ code, madeBy }: Awaited<ReturnType<typeof selectCodes>>[number]): ResetCodeInfo {
  return {
    id: code.id,
    accountId: code.accountId,
    madeBy,
    createdAt: code.createdAt.toISOString(),
    expiresAt: code.expiresAt.toISOString(),
    usedAt: code.usedAt?.toISOString() ?? null,
    revokedAt: code.revokedAt?.toISOString() ?? null,
  };
}

/** Reset codes, newest first. */
export async function listResetCodes(
  call: SignedInCall,
  { limit, cursor }: Parsed<typeof ListResetCodesInput>,
): Promise<Page<ResetCodeInfo>> {
  const list = keyset('auth.resetCodes', null, IdPosition);
  return newestPage(list, { limit, cursor }, async (wanted) => {
    const newest = selectCodes(call.read).where(lt(resetCodes.id, wanted.before)).orderBy(desc(resetCodes.id));
    return (await newest.limit(wanted.limit)).map(asInfo);
  });
}

/** Revokes a reset code; a used or revoked one stays unchanged. */
export function revokeResetCode(call: SignedInWriteCall, id: number): Promise<ResetCodeInfo> {
  return call.write(async (tx) => {
    await tx
      .update(resetCodes)
      .set({ revokedAt: call.shop.now() })
      .where(and(eq(resetCodes.id, id), isNull(resetCodes.usedAt), isNull(resetCodes.revokedAt)));
    const [row] = await selectCodes(tx).where(eq(resetCodes.id, id));
    if (!row) throw notFound('reset_code');
    return asInfo(row);
  });
}
