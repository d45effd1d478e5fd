import type { Queries } from '../database.ts';
import { startDeadline } from '../deadline.ts';
import { StorageUnavailable } from '../failure.ts';
import { assertCommittable, current, type Transaction, runToEnd } from '../transaction.ts';
import type { Connection } from './connection.ts';
import { toStorageError } from './errors.ts';

/** Runs `work` once in a serializable transaction and releases the connection. */
export async function attempt<T>(
  connection: Connection,
  tx: Transaction,
  work: (tx: Queries) => PromiseLike<T>,
  timeout: number,
): Promise<T> {
  const { client, queries } = connection;
  const deadline = startDeadline(timeout);
  let unusable = false;
  // Stray queries are rejected from here on: after the last command each would commit by itself.
  const end = () => {
    tx.over = true;
    connection.active = undefined;
  };
  connection.active = tx;
  try {
    await client.query('begin isolation level serializable');
    const value = await deadline.limit(current.run(tx, () => runToEnd(tx, queries, () => work(queries))));
    assertCommittable(tx);
    end();
    const { command } = await client.query('commit');
    // Postgres answers ROLLBACK to a commit, without an error, when a query of the transaction had failed.
    if (command === 'ROLLBACK') throw new Error('This transaction was rolled back: one of its queries failed.');
    return value;
  } catch (error) {
    end();
    const plain = toStorageError(error);
    // A query may still be running on it: the server rolls back when the connection closes.
    unusable = deadline.passed || plain instanceof StorageUnavailable;
    if (!unusable)
      unusable = await client.query('rollback').then(
        () => false,
        () => true,
      );
    throw plain;
  } finally {
    deadline.stop();
    client.release(unusable);
  }
}
