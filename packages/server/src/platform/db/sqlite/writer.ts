import type Sqlite from 'better-sqlite3';
import type { Queries } from '../database.ts';
import { assertInside, type Transaction } from '../transaction.ts';
import { isStorageFault, toStorageError } from './errors.ts';
import { queriesOn } from './statements.ts';

const commands = [
  'begin immediate',
  'commit',
  'rollback',
  'savepoint job',
  'release job',
  'rollback to job',
  'savepoint nested',
  'release nested',
  'rollback to nested',
] as const;
export type Command = (typeof commands)[number];

/** The connection that writes, and its running transaction. */
export interface Writer {
  readonly client: Sqlite.Database;
  readonly queries: Queries;
  active: Transaction | undefined;
  /** A storage fault during this group: none of it may be committed. */
  fault: unknown;
  exec(command: Command): void;
}

export function writerOn(client: Sqlite.Database): Writer {
  const statements = new Map(commands.map((command) => [command, client.prepare(command)]));
  const writer: Writer = {
    client,
    active: undefined,
    fault: undefined,
    queries: queriesOn(client, {
      before: () => assertInside(writer.active),
      failed: (error) => {
        if (isStorageFault(error) || !client.inTransaction) writer.fault ??= error;
        if (writer.active) writer.active.broken ??= error;
        return toStorageError(error);
      },
    }),
    exec: (command) => {
      statements.get(command)?.run();
    },
  };
  return writer;
}
