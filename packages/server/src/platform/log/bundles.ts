import type { DestinationStream } from 'pino';
import { standardOutput } from './standard-output.ts';

const BUNDLE_CHARACTERS = 32 * 1024;
const MAX_DELAY_MS = 50;

/**
 * Standard output in batches: one write per line would take as long as the read it describes. The rest is written
 * however the process ends, except by SIGKILL, as far as a reader exists.
 */
export function bundledOutput(): DestinationStream & { flush(done: () => void): void } {
  const output = standardOutput();
  let lines: string[] = [];
  let characters = 0;
  let timer: NodeJS.Timeout | undefined;
  const take = (): Buffer => {
    clearTimeout(timer);
    timer = undefined;
    const bytes = Buffer.from(lines.join(''));
    lines = [];
    characters = 0;
    return bytes;
  };
  const flush = (): void => output.write(take());
  process.once('exit', () => output.end(take()));
  return {
    write: (line) => {
      lines.push(line);
      characters += line.length;
      if (characters >= BUNDLE_CHARACTERS) flush();
      else timer ??= setTimeout(flush, MAX_DELAY_MS).unref();
    },
    flush: (done) => {
      if (lines.length > 0) flush();
      output.whenOut(done);
    },
  };
}
