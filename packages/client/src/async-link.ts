import type { AppRouter } from '@mechanic-shop/shared';
import type { Operation, OperationResultEnvelope, TRPCClientError, TRPCLink } from '@trpc/client';
import { observable } from '@trpc/server/observable';
import { sharedOnAbort } from './on-abort.ts';

/** The result of a call, as it is passed back through the links. */
export type Answer = OperationResultEnvelope<unknown, TRPCClientError<AppRouter>>;
/** Passes a call to the next link. */
export type Send = (op: Operation) => Promise<Answer>;

/**
 * Makes a tRPC link from an async function. `closed` aborts when the call has ended, with or without a result; calls
 * still in flight in the next link are aborted with it.
 */
export function asyncLink(
  handle: (op: Operation, send: Send, closed: AbortSignal) => Promise<Answer>,
): TRPCLink<AppRouter> {
  return () =>
    ({ op, next }) =>
      observable((observer) => {
        const closing = new AbortController();
        const closed = closing.signal;
        const onAbort = sharedOnAbort();
        const send: Send = (sent) =>
          new Promise((resolve, reject) => {
            closed.throwIfAborted();
            const active = next(sent).subscribe({ next: resolve, error: reject });
            onAbort(closed, () => {
              active.unsubscribe();
              reject(closed.reason);
            });
          });
        handle(op, send, closed).then(
          (answer) => {
            if (closed.aborted) return;
            observer.next(answer);
            observer.complete();
          },
          (error: Parameters<typeof observer.error>[0]) => {
            if (!closed.aborted) observer.error(error);
          },
        );
        return () => closing.abort();
      });
}
