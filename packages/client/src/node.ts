import type * as fs from 'node:fs/promises';
import type * as path from 'node:path';

interface Builtins {
  'node:fs/promises': typeof fs;
  'node:path': typeof path;
}

/** Loads a Node module on demand. An import, even a dynamic one, would break browser bundles. */
export function builtin<Name extends keyof Builtins>(name: Name): Builtins[Name] {
  const found: Builtins[Name] | undefined = globalThis.process?.getBuiltinModule?.(name);
  if (!found) throw new Error('fileSession needs Node 20.16 or newer. In browsers, use a SessionStore of your own.');
  return found;
}
