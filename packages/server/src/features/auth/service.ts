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
import { recordChange } from '../../core/events/record.ts';
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
import { recordAccount } from '../accounts/entity.ts';
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
import { customerEntity } from '../customers/entity.ts';
import { getCustomer } from '../customers/rows.ts';
import { reindexCustomer, updateCustomerRow } from '../customers/service.ts';
import { staffEntity } from '../mechanics/entity.ts';
import { getStaff } from '../mechanics/rows.ts';
import { updateStaffRow } from '../mechanics/service.ts';
import { noteRefusal } from './refusals.ts';

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
      await noteRefusal(call, found);
      throw locked ?? new AppError('INVALID_CREDENTIALS');
    }
    const rehashed = call.shop.passwords.needsRehash(found.passwordHash)
      ? await call.shop.passwords.hash(input.password, signal)
      : undefined;
    return call.write(async (tx) => {
      const login = await recheckLogin(tx, found);
      if (login && rehashed !== undefined) await setPasswordHash(tx, login.id, rehashed);
      if (!login) return undefined;
      recordAccount(call, login, 'logged_in', { origin: { accountId: login.id } });
      return openSession(tx, call, login);
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

export function logout(call: SignedInWriteCall): Promise<Ended> {
  return endOwn(call, { only: call.caller.sessionId ?? 0 });
}

export const logoutEverywhere = (call: SignedInWriteCall): Promise<Ended> => endOwn(call, {});

export async function endSession(call: SignedInWriteCall, id: number): Promise<Ended> {
  const { ended } = await endOwn(call, { only: id });
  if (ended === 0) throw notFound('session');
  return { ended };
}

function endOwn(call: SignedInWriteCall, which: { only?: number }): Promise<Ended> {
  const { accountId, role } = call.caller;
  return call.write(async (tx) => {
    const ended = await endSessions(tx, call.shop, accountId, which);
    if (ended > 0) recordAccount(call, { id: accountId, role }, 'logged_out');
    return { ended };
  });
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
  return { ...customer, note: null, externalId: null, role: 'customer' };
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
  await assertGoodPassword(input.newPassword, before?.email ?? null, 'newPassword');
  const opened = await retryOnce(async () => {
    const own = await confirmPassword(call, input.currentPassword, signal);
    const passwordHash = await call.shop.passwords.hash(input.newPassword, signal);
    return call.write(async (tx) => {
      const login = await recheckLogin(tx, own);
      if (!login) return undefined;
      await replacePassword(call, tx, own, passwordHash);
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
      if (input.email !== login.email) await replaceEmail(call, tx, login, input.email);
      return readProfile(tx, call);
    });
  });
}

async function replaceEmail(call: SignedInCall, tx: Queries, login: Login, email: string): Promise<void> {
  const { id } = login;
  const rowsOf = async () => [await getCustomer(tx, id), await getStaff(tx, id)] as const;
  const [customer, staff] = await rowsOf();
  await updateAccount(tx, id, { email });
  const [afterCustomer, afterStaff] = await rowsOf();
  if (customer && afterCustomer) {
    await reindexCustomer(tx, id);
    recordChange(call, customerEntity, { before: customer, after: afterCustomer });
  }
  if (staff && afterStaff) recordChange(call, staffEntity, { before: staff, after: afterStaff });
  recordAccount(call, login, 'email_changed', { changes: { email: { before: login.email, after: email } } });
}
