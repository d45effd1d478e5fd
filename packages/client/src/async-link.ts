import type { AppRouter } from '@mechanic-shop/shared';
import type { Operation, OperationResultEnvelope, TRPCClientError, TRPCLink } from '@trpc/client';
import { observable } from '@trpc/server/observable';
import { sharedOnAbort } from './on-abort.ts';

/** What a call answers on its way back through the links. */
export type Answer = OperationResultEnvelope<unknown, TRPCClientError<AppRouter>>;
/** Hands a call to the next link. */
export type Send = (op: Operation) => Promise<Answer>;

/**
 * A tRPC link written as an async function. `closed` aborts when the call has ended, with or without an answer; calls
 * that were handed on and are still under way are aborted then.
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
