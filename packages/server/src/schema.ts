// All tables, for Drizzle and drizzle-kit. The search tables are virtual on SQLite: see platform/db/search.ts and its
// migration.
export * from './api/idempotency-table.ts';
export * from './core/events/table.ts';
export * from './features/accounts/api-keys-table.ts';
export * from './features/accounts/mechanics-table.ts';
export * from './features/accounts/table.ts';
export * from './features/canned-jobs/table.ts';
export * from './features/customers/table.ts';
export * from './features/inspections/table.ts';
export * from './features/inventory/table.ts';
export * from './features/invites/table.ts';
export * from './features/invoices/table.ts';
export * from './features/messages/table.ts';
export * from './features/payments/table.ts';
export * from './features/purchases/table.ts';
export * from './features/shop/table.ts';
export * from './features/suppliers/table.ts';
export * from './features/tickets/approvals-table.ts';
export * from './features/tickets/inspections-table.ts';
export * from './features/tickets/lines-table.ts';
export * from './features/tickets/table.ts';
export * from './features/tickets/time-entries-table.ts';
export * from './features/vehicles/table.ts';
export * from './features/webhooks/table.ts';
export * from './platform/db/counters.ts';
export * from './platform/db/settings.ts';
