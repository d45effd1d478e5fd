function memberOf(row: unknown, name: string): unknown {
  return typeof row === 'object' && row !== null ? Reflect.get(row, name) : undefined;
}

// A code or key is shown only once, so --quiet prints it instead of the id, which the list shows. A delivery counts as
// its purchase, a suggestion as its part.
function idOf(row: unknown): string[] {
  const [part, purchase] = [memberOf(row, 'part'), memberOf(row, 'purchase')];
  const ids = [row, purchase, part].map((each) => memberOf(each, 'id'));
  const shown = [memberOf(row, 'code'), memberOf(row, 'key'), ...ids].find(
    (value) => typeof value === 'string' || typeof value === 'number',
  );
  return shown === undefined ? [] : [String(shown)];
}

/** What `--quiet` prints: the code or key, the id of the row, or the ids of a page's rows. */
export function idsOf(answer: unknown): string[] {
  const items = memberOf(answer, 'items');
  return Array.isArray(items) ? items.flatMap(idOf) : idOf(answer);
}
