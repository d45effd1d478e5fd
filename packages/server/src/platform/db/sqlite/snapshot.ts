import type Sqlite from 'better-sqlite3';

/** The committed data that all reads of one turn of the event loop see. */
export interface Snapshot {
  /** Begins it, unless this turn has done so. */
  begin(): void;
  /** Ends it, so that the next read sees what is committed then. */
  end(): void;
  /** The version of the data that it shows. */
  version(): number;
}

/**
 * Shares one snapshot among the reads of a turn: begin it before each read, and end it before each commit of this
 * process. What other processes commit is seen from the next turn on. Measured: of the 5 µs of a read by id, taking and
 * releasing the lock of its snapshot are 4.
 */
export function snapshotOn(client: Sqlite.Database): Snapshot {
  const begin = client.prepare('begin');
  const commit = client.prepare('commit');
  const dataVersion = client.prepare<[], number>('pragma data_version').pluck();
  let version: number | undefined;
  let isOpen = false;
  const end = (): void => {
    if (!isOpen) return;
    isOpen = false;
    version = undefined;
    // An error of a read may have ended the transaction.
    if (client.open && client.inTransaction) commit.run();
  };
  const open = (): void => {
    if (isOpen) return;
    begin.run();
    isOpen = true;
    setImmediate(end);
  };
  return {
    begin: open,
    end,
    version: () => {
      open();
      return (version ??= dataVersion.get() ?? 0);
    },
  };
}
