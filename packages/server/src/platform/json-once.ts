const known = new WeakMap<object, string>();

/** The JSON of an object that is never modified, written once however many readers it has. */
export function jsonOnce(value: object): string {
  const seen = known.get(value);
  if (seen !== undefined) return seen;
  const json = JSON.stringify(value);
  known.set(value, json);
  return json;
}
