function memberOf(row: unknown, name: string): unknown {
  return typeof row === 'object' && row !== null ? Reflect.get(row, name) : undefined;
}

// A code or key is shown only once, so --quiet prints it instead of the id, which the list shows.
function idOf(row: unknown): string[] {
  const shown = [memberOf(row, 'code'), memberOf(row, 'key'), memberOf(row, 'id')].find(
    (value) => typeof value === 'string' || typeof value === 'number',
  );
  return shown === undefined ? [] : [String(shown)];
}

/** What `--quiet` prints: the code or key, the id of the row, or the ids of a page's rows. */
export function idsOf(answer: unknown): string[] {
  const items = memberOf(answer, 'items');
  return Array.isArray(items) ? items.flatMap(idOf) : idOf(answer);
}
