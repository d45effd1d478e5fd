import type { Readable } from 'node:stream';
import type { Env } from '../platform/config/values.ts';

interface Output {
  write(text: string): unknown;
}

/** What commands use of the process. */
export interface Io {
  env: Env;
  stdin: Readable & { isTTY?: boolean };
  stdout: Output;
  stderr: Output;
}

export function print(io: Io, ...lines: string[]): void {
  io.stdout.write(lines.map((line) => `${line}\n`).join(''));
}
