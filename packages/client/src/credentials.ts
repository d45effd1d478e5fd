const TOKEN = /^[\w.~+/-]+=*$/;
const KEY = /^[ -~]{1,255}$/;

/** Whether a text can be sent as a token in a header. */
export function isToken(value: unknown): boolean {
  return typeof value === 'string' && TOKEN.test(value);
}

/** Whether a token is an API key, by its prefix. */
export const isApiKey = (token: string): boolean => token.startsWith('msk_');

/** Returns the token if it can be sent. The error does not repeat it. */
export function checkedToken(token: string | undefined): string | undefined {
  if (token === undefined || isToken(token)) return token;
  const fault = token === '' ? 'it is empty' : 'it has characters that no token has';
  throw new TypeError(
    `token must be an access token or API key alone, without "Bearer", quotes and line breaks: ${fault}.`,
  );
}

/** Whether a value can be sent as an idempotency key. */
export function isIdempotencyKey(value: unknown): value is string {
  return typeof value === 'string' && KEY.test(value);
}
