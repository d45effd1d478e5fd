import type { Changes } from './entity.ts';

// What every change changes, or what follows from other members and the caller.
const SILENT = new Set(['version', 'updatedAt', 'allowedStatuses', 'blockers']);

const isSame = (a: unknown, b: unknown): boolean =>
  a === b || (typeof a === 'object' && typeof b === 'object' && JSON.stringify(a) === JSON.stringify(b));

/** What differs between two states of a row; of a new row, every member. */
export function changesBetween(before: object | null, after: object): Changes {
  const old = before as Record<string, unknown> | null;
  const changes: Changes = {};
  for (const [name, value] of Object.entries(after)) {
    if (SILENT.has(name)) continue;
    if (old === null) changes[name] = { before: null, after: value };
    else if (!isSame(old[name], value)) changes[name] = { before: old[name], after: value };
  }
  return changes;
}
