import { invalidInput } from '../../core/errors.ts';
import { isCommonPassword } from '../../platform/security/common-passwords.ts';

/** Rejects what the schema cannot detect: the most common passwords and the e-mail itself. */
export async function assertGoodPassword(password: string, email: string | null, member: string): Promise<void> {
  if (await isCommonPassword(password)) {
    throw invalidInput([member], 'This is one of the most common passwords. Choose another one.');
  }
  if (email !== null && password.toLowerCase() === email.toLowerCase()) {
    throw invalidInput([member], 'Choose a password that is not your e-mail.');
  }
}
