import type { Queries } from '../database.ts';
import { assertCommittable, current, takeTurn, type Transaction, joinNested } from '../transaction.ts';
import type { Writer } from './writer.ts';

/** A nested write: a savepoint, so that a failure rolls back only its own part. */
export function writeNested<T>(writer: Writer, outer: Transaction, work: (tx: Queries) => PromiseLike<T>): Promise<T> {
  return takeTurn(outer, async (inner) => {
    if (writer.active !== outer) throw new Error('The transaction around this write is not the current one.');
    writer.exec('savepoint nested');
    writer.active = inner;
    try {
      // `async`: a Drizzle query is lazy and must start in here.
      const value = await current.run(inner, async () => work(writer.queries));
      if (inner.broken !== undefined) throw inner.broken;
      assertCommittable(inner);
      if (writer.active !== inner) throw new Error('The transaction around this write ended before it.');
      writer.exec('release nested');
      joinNested(outer, inner);
      return value;
    } catch (error) {
      // After a storage fault the savepoint may be gone: then the whole group is rolled back.
      if (writer.active === inner && writer.fault === undefined) {
        writer.exec('rollback to nested');
        writer.exec('release nested');
      }
      throw error;
    } finally {
      if (writer.active === inner) writer.active = outer;
    }
  });
}
