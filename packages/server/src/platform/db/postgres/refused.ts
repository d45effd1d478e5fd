import pg from 'pg';
import { causesOf, StorageUnavailable } from '../failure.ts';
import { isServerLost } from './errors.ts';

/** PostgreSQL rejected the connection or lacks a privilege: one line for operators, without a cause or a password. */
export class DatabaseRefused extends Error {
  override readonly name = 'DatabaseRefused';

  constructor(problem: string) {
    super(`DATABASE_URL: ${problem}`);
  }
}

type Remedy = (client: pg.Client, message: string) => string;

const at = ({ host, port }: pg.Client): string => `${host}:${port}`;

export const NO_SCHEMA = 'no schema of search_path exists: create one (create schema shop), or name another one.';

// https://www.postgresql.org/docs/current/errcodes-appendix.html
const remedies: Readonly<Record<string, Remedy>> = {
  '3D000': (client) =>
    `there is no database "${client.database}" at ${at(client)}: create it (createdb ${client.database}), or name another one.`,
  '28P01': (client) =>
    `${at(client)} has no role "${client.user}", or its password differs: correct the role or its password.`,
  '28000': (client) =>
    `${at(client)} rejects the role "${client.user}": create it (createuser ${client.user}), allow it in pg_hba.conf, or name another role.`,
  '3F000': () => NO_SCHEMA,
  '42501': (client, message) =>
    `the role "${client.user}" lacks a privilege (${message}): make it the owner of the database "${client.database}", or grant the privilege.`,
};

const NO_PASSWORD = /password must be a string/;

/** Returns the error, or one line that tells operators what to change. */
export function explainError(client: pg.Client, error: unknown): unknown {
  for (const cause of causesOf(error)) {
    if (cause instanceof DatabaseRefused) return cause;
    const remedy = cause instanceof pg.DatabaseError ? remedies[cause.code ?? ''] : undefined;
    if (remedy) return new DatabaseRefused(remedy(client, cause.message));
    if (NO_PASSWORD.test(cause.message)) {
      return new DatabaseRefused(`the role "${client.user}" needs a password at ${at(client)}: add it to the URL.`);
    }
  }
  return error;
}

/** Explains an error of the connection itself. */
export function explainConnectionError(client: pg.Client, error: unknown): unknown {
  const known = explainError(client, error);
  if (known !== error) return known;
  if (isServerLost(error)) {
    const message = `DATABASE_URL: no PostgreSQL answers at ${at(client)}: start it there, or name another server.`;
    return new StorageUnavailable(message, { cause: error });
  }
  const [first] = causesOf(error);
  return new DatabaseRefused(`${at(client)} rejects the connection (${first?.message ?? 'no reason given'}).`);
}
