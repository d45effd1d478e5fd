import type { ResetCode, ResetPasswordInput, Session } from '@mechanic-shop/shared';
import { eq } from 'drizzle-orm';
import type { Call, SignedInCall } from '../call.ts';
import { getCustomer } from '../customers/rows.ts';
import type { Queries } from '../db/database.ts';
import { AppError, invalidInput, notFound } from '../errors.ts';
import { getStaff } from '../mechanics/rows.ts';
import type { Parsed } from '../parsed.ts';
import { codeDigest, newCode } from '../security/codes.ts';
import { type Login, getLogin } from './accounts.ts';
import { demandGoodPassword } from './new-password.ts';
import { replacePassword } from './replace-password.ts';
import { asSession, openSession } from './sessions.ts';
import { resetCodes } from './table.ts';

const LIFE_MS = 24 * 60 * 60 * 1000;

/** Makes a one-time code for a forgotten password: mechanics for customers, admins for everybody. */
export const createResetCode = (call: SignedInCall, accountId: number): Promise<ResetCode> =>
  call.write(async (tx) => {
    const customer = await getCustomer(tx, accountId);
    const staff = customer ? undefined : await getStaff(tx, accountId);
    if (!customer && !staff) throw notFound('customer');
    if (staff && call.caller.role !== 'admin') throw new AppError('ROLE_REQUIRED', { role: 'admin' });
    if (customer?.hasLogin === false) {
      throw invalidInput(['accountId'], 'This customer has no login yet: make an invite instead.');
    }
    const createdAt = call.shop.now();
    const code = newCode();
    const expiresAt = new Date(createdAt.getTime() + LIFE_MS);
    await tx.insert(resetCodes).values({ digest: codeDigest(code), accountId, createdAt, expiresAt });
    return { code, expiresAt: expiresAt.toISOString() };
  });

/** Sets a new password by a one-time code and logs in; all other sessions end. */
export const resetPassword = async (
  call: Call,
  { code, newPassword }: Parsed<typeof ResetPasswordInput>,
  signal?: AbortSignal,
): Promise<Session> => {
  const before = await loginOfCode(call, call.read, code);
  demandGoodPassword(newPassword, before.email, 'newPassword');
  const passwordHash = await call.shop.passwords.hash(newPassword, signal);
  const opened = await call.write(async (tx) => {
    const login = await loginOfCode(call, tx, code);
    await replacePassword(tx, call.shop, login.id, passwordHash);
    return openSession(tx, call, login);
  });
  return asSession(call.shop, opened);
};

const loginOfCode = async (call: Call, db: Queries, code: string): Promise<Login> => {
  const [row] = await db
    .select()
    .from(resetCodes)
    .where(eq(resetCodes.digest, codeDigest(code)));
  const alive = row && !row.usedAt && row.expiresAt > call.shop.now();
  const login = alive ? await getLogin(db, row.accountId) : undefined;
  if (!login?.active) throw new AppError('INVALID_RESET_CODE');
  return login;
};
