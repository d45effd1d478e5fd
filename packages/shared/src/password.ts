import * as z from 'zod';

const bytes = new TextEncoder();
const TOO_LONG = 'Use at most 72 bytes: 72 plain letters, fewer with accents or symbols.';

/**
 * A new password. After NFKC normalisation it must have at least 8 code points and at most 72 bytes of UTF-8, because
 * bcrypt reads no more. It is not trimmed. The server also rejects the most common passwords and the account's e-mail.
 */
export const NewPassword = z
  .string()
  .max(1024, { abort: true, error: TOO_LONG })
  .normalize('NFKC')
  .refine((password) => !/[\p{Cs}\0]/u.test(password), 'Remove NUL characters and broken Unicode.')
  .refine((password) => Array.from(password).length >= 8, 'Use at least 8 characters.')
  .refine((password) => bytes.encode(password).length <= 72, TOO_LONG);

/** A password as typed at login, 1 to 1024 characters. The rules for new passwords do not apply. */
export const Password = z.string().min(1).max(1024);
