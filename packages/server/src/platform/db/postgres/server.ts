import pg from 'pg';
import { translated } from './errors.ts';
import { explained, explainedConnection } from './refused.ts';

/** One connection of its own, for as long as `work` takes. */
export async function onConnection<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({
    connectionString: url,
    connectionTimeoutMillis: 10_000,
    application_name: 'mechanic-shop',
  });
  // A connection that is lost fails its query too; without a listener it would end the process.
  client.on('error', () => undefined);
  try {
    await client.connect().catch((error: unknown) => {
      throw explainedConnection(client, error);
    });
    return await work(client);
  } catch (error) {
    throw translated(explained(client, error));
  } finally {
    await client.end().catch(() => undefined);
  }
}
