import { bigint, boolean, customType, pgTable, text, timestamp } from 'drizzle-orm/pg-core';

export { check, index, primaryKey, text, uniqueIndex } from 'drizzle-orm/pg-core';

export const table = pgTable;
export const id = () => bigint({ mode: 'number' }).primaryKey().generatedByDefaultAsIdentity();
export const key = () => bigint({ mode: 'number' }).primaryKey();
export const ref = () => bigint({ mode: 'number' });
export const cents = () => bigint({ mode: 'number' });
export const count = () => bigint({ mode: 'number' });
export const flag = () => boolean();
export const instant = () => timestamp({ withTimezone: true, precision: 3 });
export const oneOf = <const T extends [string, ...string[]]>(...values: T) => text({ enum: values });
export const email = customType<{ data: string; driverData: string }>({
  dataType: () => 'text',
  toDriver: (value) => value.toLowerCase(),
});
/** Text that sorts by its bytes, as SQLite's does, whatever the database's locale. */
export const sortKey = customType<{ data: string; driverData: string }>({ dataType: () => 'text collate "C"' });
