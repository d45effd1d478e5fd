import { asyncLink } from './async-link.ts';

/** Sends each call with an API key; there is no session to store or refresh. */
export function keyLink(key: string) {
  return asyncLink(async (op, send) => await send({ ...op, context: { ...op.context, token: key } }));
}
