import { isShopError, isShopUnreachable } from '@mechanic-shop/client';

const UNEXPECTED: ReadonlySet<string> = new Set(['INTERNAL']);

/** The server's words of a refusal, one line per problem. */
export function wordsOf(error: unknown): string[] {
  if (!isShopError(error, 'INVALID_INPUT')) return [error instanceof Error ? error.message : String(error)];
  return error.data.details.issues.map(({ path, message }) =>
    path.length > 0 ? `${path.join('.')}: ${message}` : message,
  );
}

interface ErrorTexts {
  unreachable: string;
  request(id: string): string;
}

/** Says why a call failed, where it happened; with the request id if the cause is a fault. */
export function RefusalWords({ error, texts }: { error: unknown; texts: ErrorTexts }) {
  if (error === null || error === undefined) return null;
  const words = isShopUnreachable(error) ? [texts.unreachable] : wordsOf(error);
  const id = isShopError(error) && UNEXPECTED.has(error.data.reason) ? error.data.requestId : undefined;
  return (
    <div role="alert" className="text-bad text-sm">
      {words.map((line) => (
        <p key={line}>{line}</p>
      ))}
      {id !== undefined && <p>{texts.request(id)}</p>}
    </div>
  );
}
