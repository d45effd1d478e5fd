const decode = (text: string): string => decodeURIComponent(text.replaceAll('+', ' '));

/** The pairs of a query in order; null when malformed. */
export function readQuery(query: string): [name: string, text: string][] | null {
  try {
    return query
      .split('&')
      .filter((pair) => pair !== '')
      .map((pair) => {
        const mark = pair.indexOf('=');
        return mark < 0 ? [decode(pair), ''] : [decode(pair.slice(0, mark)), decode(pair.slice(mark + 1))];
      });
  } catch {
    return null;
  }
}
