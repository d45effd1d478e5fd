// Records the Node that runs this, for ./shop, ./admin and `npm start` on a machine whose own Node is too old.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

writeFileSync(join(import.meta.dirname, '../../node_modules/.node-path'), `${process.execPath}\n`);
