import { fstatSync } from 'node:fs';
import { fileOutput } from './file-output.ts';
import type { Output } from './output.ts';
import { pipeOutput } from './pipe-output.ts';

const STDOUT = 1;

/** Standard output of any kind. */
export function standardOutput(): Output {
  const kind = fstatSync(STDOUT);
  return kind.isFIFO() || kind.isSocket() ? pipeOutput() : fileOutput();
}
