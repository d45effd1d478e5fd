import { spend } from '../../api/spend.ts';
import type { SignedInCall } from '../../core/call.ts';
import { AppError } from '../../core/errors.ts';
import { type Login, getLogin } from './accounts.ts';

/**
 * The caller's login, once the password has been checked. Counted like logins, by account: who holds a session may
 * neither guess at its password without end nor keep the threads from everybody's logins.
 */
export async function provePassword(call: SignedInCall, password: string, signal?: AbortSignal): Promise<Login> {
  const { accountId } = call.caller;
  await spend(call, 'login-email', `account ${accountId}`);
  const own = await getLogin(call.read, accountId);
  const right = await call.shop.passwords.verify(password, own?.passwordHash ?? null, signal);
  if (!own || !right) throw new AppError('INVALID_CREDENTIALS');
  return own;
}
