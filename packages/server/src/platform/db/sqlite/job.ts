import { AsyncLocalStorage } from 'node:async_hooks';
import type { Queries } from '../database.ts';
import type { Deadline } from '../deadline.ts';
import { assertCommittable, current, newTransaction, runEffects, runToEnd } from '../transaction.ts';
import { toStorageError } from './errors.ts';
import type { Writer } from './writer.ts';

interface Outcome {
  readonly ok: boolean;
  /** Answers the caller; call it only once the group is durable. */
  settle(): void;
}

/** A queued transaction. */
export interface Job {
  readonly since: number;
  run(writer: Writer, deadline: Deadline): Promise<Outcome>;
  reject(error: unknown): void;
}

interface Answer<T> {
  resolve(value: T): void;
  reject(error: unknown): void;
}

/** Wraps `work` to run in the async context of its caller and to answer only on `settle`. */
export function newJob<T>(
  owner: object,
  work: (tx: Queries) => PromiseLike<T>,
  { resolve, reject }: Answer<T>,
  onError: (error: unknown) => void,
): Job {
  const inContext = AsyncLocalStorage.snapshot();

  return {
    since: performance.now(),
    reject,
    run: async (writer, deadline) => {
      const tx = newTransaction(owner);
      writer.active = tx;
      try {
        const value = await deadline.limit(
          inContext(() => current.run(tx, () => runToEnd(tx, writer.queries, () => work(writer.queries)))),
        );
        assertCommittable(tx);
        return {
          ok: true,
          settle: () => {
            if (tx.effects.length > 0) inContext(runEffects, tx.effects, onError);
            resolve(value);
          },
        };
      } catch (error) {
        return { ok: false, settle: () => reject(toStorageError(error)) };
      } finally {
        tx.over = true;
        writer.active = undefined;
      }
    },
  };
}
