// All tables, for Drizzle and drizzle-kit. The search tables are virtual on SQLite: db/search.ts and its migration.
export * from '../auth/table.ts';
export * from '../customers/table.ts';
export * from '../inventory/table.ts';
export * from '../invites/table.ts';
export * from '../mechanics/table.ts';
export * from '../tickets/table.ts';
export * from '../vehicles/table.ts';
export * from './settings.ts';
