import type { ServerResponse } from 'node:http';

/** A signal that aborts when the client disconnects before the response. */
export function hangUpSignal(res: ServerResponse): AbortSignal {
  const controller = new AbortController();
  if (res.destroyed) controller.abort();
  res.once('close', () => {
    if (!res.writableFinished) controller.abort();
  });
  return controller.signal;
}
