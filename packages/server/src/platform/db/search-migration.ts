import type { Dialect } from './columns.ts';

// A beginning of a length without a prefix index gathers all rows of all its words first, so there is one for each.
const PREFIXES = Array.from({ length: 31 }, (_, at) => at + 1).join(' ');
const OPTIONS = `\`words\`, content='', contentless_delete=1, detail=none, tokenize='ascii', prefix='${PREFIXES}'`;

// Merging inside commits stands for most of a second; merge-search.ts merges in small steps.
const settings: [string, number][] = [
  ['automerge', 0],
  ['crisismerge', 1999],
  ['deletemerge', 50],
];

const statements: Record<Dialect, (name: string) => string[]> = {
  sqlite: (name) => [
    `CREATE VIRTUAL TABLE \`${name}\` USING fts5(${OPTIONS});`,
    ...settings.map(
      ([option, value]) => `INSERT INTO \`${name}\` (\`${name}\`, \`rank\`) VALUES ('${option}', ${value});`,
    ),
  ],
  postgres: (name) => [
    `CREATE TABLE "${name}" ("rowid" bigint PRIMARY KEY NOT NULL, "words" tsvector NOT NULL);`,
    `CREATE INDEX "${name}_words" ON "${name}" USING gin ("words") WITH (fastupdate = off);`,
  ],
};

/** The migration that makes a search index, as `searchTable` of search.ts expects it. */
export function searchMigration(dialect: Dialect, name: string): string {
  return `${statements[dialect](name).join('\n--> statement-breakpoint\n')}\n`;
}
