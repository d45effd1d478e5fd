// Mends the SQL that drizzle-kit writes for an index on an expression.
// Why: it takes the commas of an expression in a SQLite index for those between columns, and quotes the pieces.
// Delete it when drizzle-kit writes such an index right: `pnpm --filter @mechanic-shop/server run migrations` without it
// then changes nothing. index-expressions.test.ts holds what it writes today.
const INDEX = /^(CREATE (?:UNIQUE )?INDEX [^(]*\()`(.*)`(\);)/gm;

const balance = (text: string): number => text.split('(').length - text.split(')').length;

/** Joins parts split at commas inside parentheses and unquotes such expressions. */
function rejoinColumns(columns: string): string {
  const pieces = columns.split('`,`');
  if (pieces.every((piece) => balance(piece) === 0)) return `\`${columns}\``;
  const whole: string[] = [];
  for (const piece of pieces) {
    const last = whole.at(-1);
    if (last !== undefined && balance(last) > 0) whole[whole.length - 1] = `${last},${piece}`;
    else whole.push(piece);
  }
  return whole.map((column) => (column.includes('(') ? column : `\`${column}\``)).join(',');
}

/** A SQLite migration with its index expressions put together again. */
export function repairIndexExpressions(migration: string): string {
  return migration.replaceAll(
    INDEX,
    (_, head: string, columns: string, end: string) => head + rejoinColumns(columns) + end,
  );
}
