/** Makes the ordinary tables that a SQLite migration creates STRICT. */
export const strict = (migration: string): string =>
  migration
    .split('--> statement-breakpoint')
    .map((statement) => statement.replace(/^(\s*CREATE TABLE [^]*\))(;?\s*)$/, '$1 STRICT$2'))
    .join('--> statement-breakpoint');
