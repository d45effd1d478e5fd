import type { OnMatch } from './run.ts';
import type { ImportName } from './search.ts';

/** What is chosen about the rows of a file. */
export interface Choices {
  /** What its columns are. */
  names: string[];
  onMatch: OnMatch;
}

/** An import that has begun and not ended, so that the same file continues it. */
interface Unfinished extends Choices {
  /** The file's name. */
  name: string;
  /** What tells the file from others. */
  file: string;
  /** The account that imports: the server keeps the keys of each account apart. */
  accountId: number;
  /** When the key was first used, in milliseconds. */
  begun: number;
  /** What begins the keys of its calls: under the same keys nothing is imported twice. */
  key: string;
}

/** The server forgets a key after 24 hours; the last calls of an import have an hour until then. */
const CONTINUES_MS = 23 * 3_600_000;

/** Whether the server still knows the keys of an import of this account, so that continuing it imports nothing twice. */
export function canContinue({ accountId, begun }: Unfinished, account: number): boolean {
  return accountId === account && Date.now() - begun < CONTINUES_MS;
}

/** Whether two imports of a file differ in nothing that their calls say. */
export const sameChoices = (one: Choices, other: Choices): boolean =>
  one.onMatch === other.onMatch && JSON.stringify(one.names) === JSON.stringify(other.names);

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
