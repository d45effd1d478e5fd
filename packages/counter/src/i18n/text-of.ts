/** The text for a name that may have none. */
export function textOf(texts: Readonly<Record<string, string>>, name: string): string {
  return texts[name] ?? name;
}
