import { createLosses } from './losses.ts';
import { MAX_WAITING, type Output } from './output.ts';

/**
 * Standard output as a pipe or a socket. A direct write to a full one blocks the thread, and with it the exit; a
 * stream's write does not.
 */
export function pipeOutput(): Output {
  const { stdout } = process;
  const losses = createLosses();
  const report = (): void => {
    const line = losses.takeReport();
    if (line) stdout.write(line);
  };
  // The reader of the log is gone; the server continues.
  stdout.on('error', () => {});
  stdout.on('drain', report);
  const write = (bytes: Buffer): void => {
    if (stdout.writableLength + bytes.length <= MAX_WAITING) stdout.write(bytes);
    else losses.add(bytes);
  };
  return {
    write,
    whenOut: (done) => void stdout.write('', () => done()),
    end: (bytes) => {
      write(bytes);
      report();
    },
  };
}
