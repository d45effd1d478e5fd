import { table, text } from './columns.ts';

/** Facts about the database itself, such as whether it is a demo. */
export const settings = table('settings', { name: text().primaryKey(), value: text().notNull() });
