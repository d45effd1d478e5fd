import type * as fs from 'node:fs/promises';
import type * as path from 'node:path';

interface Builtins {
  'node:fs/promises': typeof fs;
  'node:path': typeof path;
}

/** A module of Node, found when it is needed: an import, even a lazy one, would break bundles for browsers. */
export function builtin<Name extends keyof Builtins>(name: Name): Builtins[Name] {
  const found: Builtins[Name] | undefined = globalThis.process?.getBuiltinModule?.(name);
  if (!found) throw new Error('fileSession needs Node 20.16 or newer; in browsers use a SessionStore of your own.');
  return found;
}
