/** Makes the tables created by a SQLite migration STRICT. */
export function strict(migration: string): string {
  return migration
    .split('--> statement-breakpoint')
    .map((statement) => statement.replace(/^(\s*CREATE TABLE [^]*\))(;?\s*)$/, '$1 STRICT$2'))
    .join('--> statement-breakpoint');
}
