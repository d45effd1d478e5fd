/** Takes the schema's name out of a Postgres migration: tables belong where `search_path` leads. */
export function unqualified(migration: string): string {
  return migration.replaceAll('"public".', '');
}
