import { isShopError, isShopUnreachable } from '@mechanic-shop/client';
import { useTexts } from '../i18n/i18n.tsx';

const UNEXPECTED: ReadonlySet<string> = new Set(['INTERNAL', 'TOKEN_INVALID']);

/** The server's words of a refusal, one line per problem. */
export function wordsOf(error: unknown): string[] {
  if (!isShopError(error, 'INVALID_INPUT')) return [error instanceof Error ? error.message : String(error)];
  return error.data.details.issues.map(({ path, message }) =>
    path.length > 0 ? `${path.join('.')}: ${message}` : message,
  );
}

/** Says why a call failed, where it happened; with the request id if nobody could expect it. */
export function Refusal({ error }: { error: unknown }) {
  const { errors } = useTexts();
  if (error === null || error === undefined) return null;
  const words = isShopUnreachable(error) ? [errors.unreachable] : wordsOf(error);
  const id = isShopError(error) && UNEXPECTED.has(error.data.reason) ? error.data.requestId : undefined;
  return (
    <div role="alert" className="text-bad text-sm">
      {words.map((line) => (
        <p key={line}>{line}</p>
      ))}
      {id !== undefined && <p>{errors.request(id)}</p>}
    </div>
  );
}
