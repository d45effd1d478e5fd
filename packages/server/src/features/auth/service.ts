import type {
  ChangeEmailInput,
  ChangePasswordInput,
  Ended,
  LoginInput,
  Profile,
  Session,
  SessionList,
  UpdateMeInput,
} from '@mechanic-shop/shared';
import { isRefused, rateLimited, spend, take } from '../../api/spend.ts';
import type { SignedInCall, SignedInWriteCall, WriteCall } from '../../core/call.ts';
import { AppError, invalidInput, notFound } from '../../core/errors.ts';
import { assertVersion } from '../../core/versions.ts';
import type { Queries } from '../../platform/db/database.ts';
import { digest } from '../../platform/security/codes.ts';
import {
  type Login,
  assertFreeEmail,
  findLogin,
  getLogin,
  highestHashCost,
  setPasswordHash,
  updateAccount,
} from '../accounts/accounts.ts';
import { assertGoodPassword } from '../accounts/new-password.ts';
import { confirmPassword } from '../accounts/reauthenticate.ts';
import { replacePassword } from '../accounts/replace-password.ts';
import {
  issueSession,
  endSessions,
  hasLoggedInFrom,
  isFamiliar,
  openSession,
  refreshSession,
  sessionsOf,
} from '../accounts/sessions.ts';
import { getCustomer } from '../customers/rows.ts';
import { reindexCustomer, updateCustomerRow } from '../customers/service.ts';
import { getStaff } from '../mechanics/rows.ts';
import { updateStaffRow } from '../mechanics/service.ts';

/**
 * Logs in. Unknown e-mail, wrong password, wrong account type and deactivated account get the same response after the
 * same work.
 */
export async function login(call: WriteCall, input: LoginInput, signal?: AbortSignal): Promise<Session> {
  await call.shop.passwords.assertRoom();
  const verdict = await take(call, 'login-email', digest(input.email));
  const locked = isRefused(verdict) ? rateLimited(verdict) : undefined;
  // Too many attempts for this e-mail: the password is still checked at addresses with earlier logins. Only the address
  // decides, so that the timing does not reveal whether the e-mail exists.
  if (locked && !(await isFamiliar(call.read, call.address))) throw locked;
  const opened = await retryOnce(async () => {
    const found = await findLogin(call.read, input.email);
    // No account has the id 0. Only the owner of the address gets in; others learn nothing, not even that the password
    // is right.
    const admitted = !locked || (await hasLoggedInFrom(call.read, found?.id ?? 0, call.address));
    const highest = await highestHashCost(call.read);
    const right = await call.shop.passwords.verify(input.password, found?.passwordHash ?? null, signal, highest);
    if (!right || !admitted || !found?.active || !isOfKind(found, input.accountType)) {
      throw locked ?? new AppError('INVALID_CREDENTIALS');
    }
    const rehashed = call.shop.passwords.needsRehash(found.passwordHash)
      ? await call.shop.passwords.hash(input.password, signal)
      : undefined;
    return call.write(async (tx) => {
      const login = await recheckLogin(tx, found);
      if (login && rehashed !== undefined) await setPasswordHash(tx, login.id, rehashed);
      return login && openSession(tx, call, login);
    });
  });
  return issueSession(call.shop, opened);
}

/** Retries when the hash changed meanwhile: another login may have rehashed the same password. */
async function retryOnce<T>(attempt: () => Promise<T | undefined>): Promise<T> {
  const done = (await attempt()) ?? (await attempt());
  if (done === undefined) throw new AppError('INVALID_CREDENTIALS');
  return done;
}

/** The current login, unless its hash differs from the compared one. */
async function recheckLogin(tx: Queries, proved: Login): Promise<Login | undefined> {
  const login = await getLogin(tx, proved.id);
  if (!login?.active) throw new AppError('INVALID_CREDENTIALS');
  return login.passwordHash === proved.passwordHash ? login : undefined;
}

function isOfKind(login: Login, kind: LoginInput['accountType']): boolean {
  return kind === undefined || (login.role === 'customer') === (kind === 'customer');
}

export async function refresh(call: WriteCall, refreshToken: string): Promise<Session> {
  return issueSession(call.shop, await refreshSession(call, refreshToken));
}

export const logout = async (call: SignedInWriteCall): Promise<Ended> => endOne(call, call.caller.sessionId ?? 0);

export async function logoutEverywhere(call: SignedInWriteCall): Promise<Ended> {
  return {
    ended: await call.write((tx) => endSessions(tx, call.shop, call.caller.accountId)),
  };
}

export async function endSession(call: SignedInWriteCall, id: number): Promise<Ended> {
  const { ended } = await endOne(call, id);
  if (ended === 0) throw notFound('session');
  return { ended };
}

async function endOne(call: SignedInWriteCall, id: number): Promise<Ended> {
  return {
    ended: await call.write((tx) => endSessions(tx, call.shop, call.caller.accountId, { only: id })),
  };
}

export async function listSessions(call: SignedInCall): Promise<SessionList> {
  const rows = await sessionsOf(call, call.caller.accountId);
  return {
    items: rows.map((row) => ({
      id: row.id,
      createdAt: row.createdAt.toISOString(),
      lastUsedAt: toTheMinute(row.lastUsedAt).toISOString(),
      userAgent: row.userAgent,
      current: row.id === call.caller.sessionId,
    })),
  };
}

const toTheMinute = (at: Date): Date => new Date(at.getTime() - (at.getTime() % 60_000));

export const me = (call: SignedInCall): Promise<Profile> => readProfile(call.read, call);

async function readProfile(db: Queries, { caller }: SignedInCall): Promise<Profile> {
  if (caller.role !== 'customer') {
    const staff = await getStaff(db, caller.accountId);
    if (staff) return staff;
  }
  const customer = await getCustomer(db, caller.accountId);
  if (!customer) throw new AppError('SESSION_ENDED');
  // The note is for staff.
  return { ...customer, note: null, role: 'customer' };
}

const foreignMembers = { customer: ['specialty'], mechanic: ['phone'], admin: ['phone'] } as const;

export function updateMe(call: SignedInWriteCall, { version, ...input }: UpdateMeInput): Promise<Profile> {
  const { role, accountId } = call.caller;
  for (const member of foreignMembers[role]) {
    if (input[member] !== undefined) throw invalidInput([member], `A ${role} has no ${member}: leave it out.`);
  }
  return call.write(async (tx) => {
    assertVersion(await readProfile(tx, call), version);
    await (role === 'customer'
      ? updateCustomerRow(call, tx, { id: accountId, ...input })
      : updateStaffRow(call, tx, { id: accountId, ...input }));
    return readProfile(tx, call);
  });
}

export async function changePassword(
  call: SignedInWriteCall,
  input: ChangePasswordInput,
  signal?: AbortSignal,
): Promise<Session> {
  const before = await getLogin(call.read, call.caller.accountId);
  assertGoodPassword(input.newPassword, before?.email ?? null, 'newPassword');
  const opened = await retryOnce(async () => {
    const own = await confirmPassword(call, input.currentPassword, signal);
    const passwordHash = await call.shop.passwords.hash(input.newPassword, signal);
    return call.write(async (tx) => {
      const login = await recheckLogin(tx, own);
      if (!login) return undefined;
      await replacePassword(tx, call.shop, own.id, passwordHash);
      return openSession(tx, call, login);
    });
  });
  return issueSession(call.shop, opened);
}

export function changeEmail(call: SignedInWriteCall, input: ChangeEmailInput, signal?: AbortSignal): Promise<Profile> {
  return retryOnce(async () => {
    const own = await confirmPassword(call, input.currentPassword, signal);
    // Every other e-mail counts before it is looked up: counting only taken ones would reveal which they are.
    if (input.email !== own.email) await spend(call, 'change-email', `account ${own.id}`);
    return call.write(async (tx) => {
      const login = await recheckLogin(tx, own);
      if (!login) return undefined;
      await assertFreeEmail(tx, input.email, own.id);
      if (input.email !== login.email) {
        await updateAccount(tx, own.id, { email: input.email });
        if (own.role === 'customer') await reindexCustomer(tx, own.id);
      }
      return readProfile(tx, call);
    });
  });
}
