/** What can be imported, in the order in which a new shop does it. */
export const importNames = ['suppliers', 'parts', 'customers', 'vehicles'] as const;
export type ImportName = (typeof importNames)[number];

/** Reads the address of an import; without a kind, parts. */
export function asImportSearch({ what }: Record<string, unknown>): { what?: ImportName | undefined } {
  return { what: importNames.find((one) => one === what) };
}
