import { createHash } from 'node:crypto';

/** What identifies an import: the file, and all that decides what its rows do. */
export function digestOf(bytes: Uint8Array, ...rest: unknown[]): string {
  return createHash('sha256').update(bytes).update(JSON.stringify(rest)).digest('hex').slice(0, 32);
}

/** The key of a chunk: the same whenever the same file is imported in the same way. */
export const keyOf = (digest: string, chunk: number): string => `import-${digest}-${chunk}`;
