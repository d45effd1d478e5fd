/** Removes the schema name from a Postgres migration, so that tables follow `search_path`. */
export function unqualified(migration: string): string {
  return migration.replaceAll('"public".', '');
}
