import { bigint, boolean, customType, pgTable, text } from 'drizzle-orm/pg-core';
import { unlessNull } from './unless-null.ts';

export { check, index, primaryKey, text, uniqueIndex } from 'drizzle-orm/pg-core';

export const table = pgTable;
export const id = () => bigint({ mode: 'number' }).primaryKey().generatedByDefaultAsIdentity();
export const key = () => bigint({ mode: 'number' }).primaryKey();
export const ref = () => bigint({ mode: 'number' });
export const cents = () => bigint({ mode: 'number' });
export const count = () => bigint({ mode: 'number' });
/** An uptime in ticks; see ticks.ts. */
export const tick = () => bigint({ mode: 'number' });
export const flag = () => boolean();
export const instant = customType<{ data: Date; driverData: string }>({
  dataType: () => 'timestamp (3) with time zone',
  toDriver: unlessNull((value) => value.toISOString()),
  fromDriver: (value) => new Date(value),
});
export const oneOf = <const T extends [string, ...string[]]>(...values: T) => text({ enum: values });
export const email = customType<{ data: string; driverData: string }>({
  dataType: () => 'text',
  toDriver: unlessNull((value) => value.toLowerCase()),
});
/** Text that sorts by bytes as in SQLite, whatever the locale of the database. */
export const sortKey = customType<{ data: string; driverData: string }>({ dataType: () => 'text collate "C"' });
