import { resolve } from 'node:path';

/** The root of the repository. The sources and the bundle both lie two folders deep in this package. */
export const root = resolve(import.meta.dirname, '../../../..');
