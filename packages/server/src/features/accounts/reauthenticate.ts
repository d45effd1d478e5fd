import { spend } from '../../api/spend.ts';
import type { SignedInCall } from '../../core/call.ts';
import { AppError } from '../../core/errors.ts';
import { type Login, getLogin } from './accounts.ts';

/**
 * Returns the caller's login after checking the password. Counted by account like logins: a session must not allow
 * unlimited guesses, or occupy the hashing threads.
 */
export async function confirmPassword(call: SignedInCall, password: string, signal?: AbortSignal): Promise<Login> {
  const { accountId } = call.caller;
  await spend(call, 'login-email', `account ${accountId}`);
  const own = await getLogin(call.read, accountId);
  const right = await call.shop.passwords.verify(password, own?.passwordHash ?? null, signal);
  if (!own || !right) throw new AppError('INVALID_CREDENTIALS');
  return own;
}
