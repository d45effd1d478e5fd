import { resolve } from 'node:path';

/** The repository's root: from the sources and from the bundle, which both lie two folders deep in this package. */
export const root = resolve(import.meta.dirname, '../../../..');
