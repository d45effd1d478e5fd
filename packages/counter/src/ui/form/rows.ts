/** The inputs of all rows, if each of them is valid. */
export function allOf<I>(inputs: readonly (I | undefined)[]): I[] | undefined {
  const given = inputs.filter((input) => input !== undefined);
  return given.length === inputs.length ? given : undefined;
}

/** The key of a row that was added here. */
export const newKey = (): string => crypto.getRandomValues(new Uint32Array(2)).join(' ');
