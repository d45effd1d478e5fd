import { customType, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { unlessNull } from './unless-null.ts';

export { check, index, primaryKey, text, uniqueIndex } from 'drizzle-orm/sqlite-core';

export const table = sqliteTable;
export const id = () => integer().primaryKey({ autoIncrement: true });
export const key = () => integer().primaryKey();
export const ref = () => integer();
export const cents = () => integer();
export const count = () => integer();
/** An uptime in ticks; see ticks.ts. */
export const tick = () => integer();
export const flag = () => integer({ mode: 'boolean' });
export const instant = customType<{ data: Date; driverData: number }>({
  dataType: () => 'integer',
  toDriver: unlessNull((value) => value.getTime()),
  fromDriver: (value) => new Date(value),
});
export const oneOf = <const T extends [string, ...string[]]>(...values: T) => text({ enum: values });
export const email = customType<{ data: string; driverData: string }>({
  dataType: () => 'text',
  toDriver: unlessNull((value) => value.toLowerCase()),
});
/** Text that sorts by bytes, the default of SQLite. */
export const sortKey = customType<{ data: string; driverData: string }>({ dataType: () => 'text' });
