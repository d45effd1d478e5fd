import type Sqlite from 'better-sqlite3';
import type { Database, DatabaseOptions } from '../database.ts';
import { currentTransaction, warn } from '../transaction.ts';
import { retryWhileBusy } from './busy.ts';
import { connect } from './connect.ts';
import { toStorageError } from './errors.ts';
import { newJob } from './job.ts';
import { startQueue } from './queue.ts';
import { writeNested } from './savepoint.ts';
import { snapshotOn } from './snapshot.ts';
import { queriesOn } from './statements.ts';
import { type Writer, writerOn } from './writer.ts';

// Long enough for a hundred small writes, short enough for waiting reads.
const GROUP_MS = 50;

/**
 * One connection writes and one only reads: readers see committed rows and never wait for the writer. Tests watch or
 * break the writer with `writerOf`.
 */
export async function openSqlite(
  file: string,
  options: DatabaseOptions = {},
  writerOf: (client: Sqlite.Database) => Writer = writerOn,
): Promise<Database> {
  const { timeout = 5000, patience = 5000, synchronous = 'FULL', groupLimit = 100, onError = warn } = options;
  const { groupMs = GROUP_MS, onGroup = () => undefined } = options;
  const openWriter = () => writerOf(connect(file, { synchronous }));
  const queue = await retryWhileBusy(patience, () =>
    startQueue(openWriter, { timeout, patience, groupLimit, groupMs, onGroup }),
  );
  const reader = await retryWhileBusy(patience, () => connect(file, { synchronous, readonly: true }));
  const { begin, end, version } = snapshotOn(reader);
  queue.beforeCommit(end);

  return {
    dialect: 'sqlite',
    read: queriesOn(reader, { before: begin, failed: toStorageError }),
    version: () => {
      try {
        return version();
      } catch (error) {
        throw toStorageError(error);
      }
    },
    write: (work) => {
      const outer = currentTransaction();
      const writer = queue.writer;
      if (outer?.owner === queue && writer !== undefined) return writeNested(writer, outer, work);
      return new Promise((resolve, reject) => queue.add(newJob(queue, work, { resolve, reject }, onError)));
    },
    load: () => ({ waiting: queue.waiting }),
    close: async () => {
      await queue.end();
      reader.close();
      queue.close();
    },
  };
}
