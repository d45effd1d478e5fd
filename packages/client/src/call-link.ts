import { asyncLink } from './async-link.ts';
import { isIdempotencyKey } from './credentials.ts';
import { ShopUnreachableError } from './errors.ts';
import { hex } from './hex.ts';
import { sharedOnAbort } from './on-abort.ts';
import { shopError } from './shop-error.ts';

const KEY = 'idempotencyKey';
const DRY = 'dryRun';
const UNFIT_DRY = `Set ${DRY} to true or false.`;
const UNFIT_KEY = `Use an ${KEY} of 1 to 255 printable ASCII characters, or none.`;

/**
 * The outermost link: gives each mutation an idempotency key that all its attempts share, and ends the call when the
 * caller's signal aborts. A key in the call's `context.idempotencyKey` is used as it is.
 */
export function callLink() {
  const onAbort = sharedOnAbort();
  return asyncLink(
    (op, send, closed) =>
      new Promise((resolve, reject) => {
        const { signal } = op;
        const abort = () =>
          reject(
            new ShopUnreachableError('aborted', {
              message: `${op.path} was aborted before a response arrived.`,
              cause: signal?.reason,
              mayHaveRun: true,
            }),
          );
        if (signal?.aborted) return abort();
        if (signal) closed.addEventListener('abort', onAbort(signal, abort));
        const key = op.context[KEY];
        if (op.type === 'mutation' && key !== undefined && !isIdempotencyKey(key)) {
          const issues = [{ path: [KEY], message: UNFIT_KEY }];
          return reject(shopError('INVALID_INPUT', { issues }, { path: op.path, message: UNFIT_KEY }));
        }
        // Anything but true would make the change.
        if (op.type === 'mutation' && typeof (op.context[DRY] ?? false) !== 'boolean') {
          const issues = [{ path: [DRY], message: UNFIT_DRY }];
          return reject(shopError('INVALID_INPUT', { issues }, { path: op.path, message: UNFIT_DRY }));
        }
        const context = op.type === 'mutation' ? { ...op.context, [KEY]: key ?? hex(16) } : op.context;
        send({ ...op, context, signal: null }).then(resolve, reject);
      }),
  );
}
