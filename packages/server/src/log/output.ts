import { fstatSync } from 'node:fs';
import { pino } from 'pino';

/** Where the log's bytes go. */
export interface Output {
  write(bytes: Buffer): void;
  /** Calls back when what was written is out. */
  whenOut(done: () => void): void;
  /** Writes the last of a process that ends now. */
  end(bytes: Buffer): void;
}

const STDOUT = 1;
// A reader that is slow must neither stop the server nor fill its memory: what is beyond is dropped.
const MAX_WAITING = 16 * 1024 * 1024;

const fileOutput = (maxWrite: number): Output => {
  const file = pino.destination({
    dest: STDOUT,
    sync: false,
    contentMode: 'buffer',
    maxLength: MAX_WAITING,
    maxWrite,
  });
  // Bytes, not text, which would wait on the heap until it is old. The type knows only the other mode.
  const write = (bytes: Buffer): unknown => Reflect.apply(file.write, file, [bytes]);
  return {
    write,
    whenOut: (done) => done(),
    end: (bytes) => {
      if (bytes.length > 0) write(bytes);
      file.flushSync();
    },
  };
};

// A write to a full pipe holds the thread that does it, and with it the end of the process; a stream's does not.
const pipeOutput = (): Output => {
  const { stdout } = process;
  // Whoever read the log is gone; the shop goes on.
  stdout.on('error', () => {});
  const write = (bytes: Buffer): void => {
    if (stdout.writableLength + bytes.length <= MAX_WAITING) stdout.write(bytes);
  };
  return { write, whenOut: (done) => void stdout.write('', () => done()), end: write };
};

/** Standard output, whatever it is. */
export const standardOutput = ({ maxWrite }: { maxWrite: number }): Output => {
  const kind = fstatSync(STDOUT);
  return kind.isFIFO() || kind.isSocket() ? pipeOutput() : fileOutput(maxWrite);
};
