import type { Queries } from '../database.ts';
import { StorageUnavailable } from '../failure.ts';
import { assertCommittable, current, takeTurn, type Transaction, joinNested } from '../transaction.ts';
import type { Connection } from './connection.ts';
import { isRetryable, toStorageError } from './errors.ts';

/** A nested write: a savepoint, so that a failure rolls back only its own part. */
export function writeNested<T>(
  connection: Connection,
  outer: Transaction,
  work: (tx: Queries) => PromiseLike<T>,
): Promise<T> {
  return takeTurn(outer, async (inner) => {
    const { client, queries } = connection;
    if (connection.active !== outer) throw new Error('The transaction around this write is not the current one.');
    connection.active = inner;
    try {
      await client.query('savepoint nested');
      const value = await current.run(inner, async () => work(queries));
      if (inner.broken !== undefined) throw inner.broken;
      assertCommittable(inner);
      if (connection.active !== inner) throw new Error('The transaction around this write ended before it.');
      await client.query('release nested');
      joinNested(outer, inner);
      return value;
    } catch (error) {
      const plain = toStorageError(error);
      // Only the whole transaction can be retried, and a lost connection has lost all of it.
      if (isRetryable(plain) || plain instanceof StorageUnavailable) outer.broken ??= plain;
      else if (connection.active === inner) await client.query('rollback to nested; release nested');
      throw plain;
    } finally {
      if (connection.active === inner) connection.active = outer;
    }
  });
}
