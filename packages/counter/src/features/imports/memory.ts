import type { OnMatch } from './run.ts';
import type { ImportName } from './search.ts';

/** An import that has begun and not ended, so that the same file continues it. */
export interface Unfinished {
  /** The file's name. */
  name: string;
  /** What tells the file from others. */
  file: string;
  /** What its columns are. */
  names: string[];
  onMatch: OnMatch;
  /** What begins the keys of its calls: under the same keys nothing is imported twice. */
  key: string;
}

const slot = (what: ImportName): string => `mechanic-shop-import-${what}`;

/** What tells a file from others without reading it. */
export const idOf = ({ name, size, lastModified }: File): string => `${name} ${size} ${lastModified}`;

/** A key that no other import has. */
export function newKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(12));
  return `import-${Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')}`;
}

export function unfinishedOf(what: ImportName): Unfinished | undefined {
  const text = localStorage.getItem(slot(what));
  return text === null ? undefined : (JSON.parse(text) as Unfinished);
}

export function remember(what: ImportName, unfinished: Unfinished): void {
  localStorage.setItem(slot(what), JSON.stringify(unfinished));
}

export function forget(what: ImportName): void {
  localStorage.removeItem(slot(what));
}
