import type { Logger } from 'drizzle-orm';
import type { Queries } from '../platform/db/database.ts';

/** The statements that `work` runs on these queries, including prepared ones. */
export async function statementsOf(queries: Queries, work: () => Promise<unknown>): Promise<string[]> {
  // Drizzle logs every execution; all statements of a connection share this logger.
  const { logger } = (queries as unknown as { session: { logger: Logger } }).session;
  const statements: string[] = [];
  const { logQuery } = logger;
  logger.logQuery = (statement) => statements.push(statement);
  try {
    await work();
  } finally {
    logger.logQuery = logQuery;
  }
  return statements;
}
