import pg from 'pg';
import { toStorageError } from './errors.ts';
import { explainError, explainConnectionError } from './refused.ts';

/** Opens a separate connection for the duration of `work`. */
export async function onConnection<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({
    connectionString: url,
    connectionTimeoutMillis: 10_000,
    application_name: 'mechanic-shop',
  });
  // A lost connection already fails its query; without a listener it would also crash the process.
  client.on('error', () => undefined);
  try {
    await client.connect().catch((error: unknown) => {
      throw explainConnectionError(client, error);
    });
    return await work(client);
  } catch (error) {
    throw toStorageError(explainError(client, error));
  } finally {
    await client.end().catch(() => undefined);
  }
}
