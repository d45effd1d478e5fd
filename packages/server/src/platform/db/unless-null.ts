// Keeps null away from a column's own spelling.
// Why: Drizzle does so only where it sees the value when the query is built, not where it comes through a slot of a
// prepared one. Delete it when null through a slot reaches no encoder; prepared.test.ts holds the behaviour.

/** A spelling that leaves null as it is. */
export function unlessNull<From, To>(spell: (value: From) => To) {
  return (value: From): To =>
    // A null column returns null whatever its types say.
    value === null ? (value as unknown as To) : spell(value);
}
