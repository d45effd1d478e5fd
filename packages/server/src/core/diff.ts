/** The fields of an update that differ from the row; `undefined` means "unchanged". */
export function changesOf<Wanted extends object>(
  row: { [K in keyof Wanted]: Exclude<Wanted[K], undefined> },
  wanted: Wanted,
): { [K in keyof Wanted]?: Exclude<Wanted[K], undefined> } {
  const changed = Object.entries(wanted).filter(
    ([name, value]) => value !== undefined && value !== row[name as keyof Wanted],
  );
  return Object.fromEntries(changed) as { [K in keyof Wanted]?: Exclude<Wanted[K], undefined> };
}

export const isEmpty = (changes: object): boolean => Object.keys(changes).length === 0;
