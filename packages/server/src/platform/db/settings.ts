import { table, text } from './columns.ts';

/** What the database knows of itself, such as that it holds a demo. */
export const settings = table('settings', { name: text().primaryKey(), value: text().notNull() });
