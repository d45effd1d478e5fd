import { customType, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';

export { check, index, primaryKey, text, uniqueIndex } from 'drizzle-orm/sqlite-core';

export const table = sqliteTable;
export const id = () => integer().primaryKey({ autoIncrement: true });
export const key = () => integer().primaryKey();
export const ref = () => integer();
export const cents = () => integer();
export const count = () => integer();
export const flag = () => integer({ mode: 'boolean' });
export const instant = () => integer({ mode: 'timestamp_ms' });
export const oneOf = <const T extends [string, ...string[]]>(...values: T) => text({ enum: values });
export const email = customType<{ data: string; driverData: string }>({
  dataType: () => 'text',
  toDriver: (value) => value.toLowerCase(),
});
/** Text that sorts by its bytes, which is SQLite's own way. */
export const sortKey = customType<{ data: string; driverData: string }>({ dataType: () => 'text' });
