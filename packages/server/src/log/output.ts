import { fstatSync, writeSync, write as writeTo } from 'node:fs';

/** Where the log's bytes go. Writing never throws, blocks or waits. */
export interface Output {
  write(bytes: Buffer): void;
  /** Calls back when what was written is out. */
  whenOut(done: () => void): void;
  /** Writes the last of a process that ends now, as far as it can be written. */
  end(bytes: Buffer): void;
}

interface OutputOptions {
  /** Called with the number of lines that were lost, once lines can be written again. */
  onLost(lines: number): void;
}

const STDOUT = 1;
// A reader that is slow, or a disk that is full, must neither stop the server nor fill its memory: the rest is dropped.
const MAX_WAITING = 16 * 1024 * 1024;
const RETRY_MS = 500;
const NEW_LINE = 10;

function linesIn(bytes: Buffer): number {
  let lines = 0;
  for (let at = bytes.indexOf(NEW_LINE); at >= 0; at = bytes.indexOf(NEW_LINE, at + 1)) lines += 1;
  return lines;
}

/** Counts dropped lines until they can be reported. */
function createLosses(onLost: (lines: number) => void) {
  let lost = 0;
  return {
    add: (bytes: Buffer): void => {
      lost += linesIn(bytes);
    },
    report: (): void => {
      if (lost === 0) return;
      const lines = lost;
      lost = 0;
      onLost(lines);
    },
  };
}

// Written here because pino's own destination never returns from its last flush on a full disk.
function fileOutput({ onLost }: OutputOptions): Output {
  const losses = createLosses(onLost);
  let waiting: Buffer[] = [];
  let size = 0;
  let busy = false;
  let retry: NodeJS.Timeout | undefined;

  const writeNext = (): void => {
    const [bytes] = waiting;
    if (busy || bytes === undefined) return;
    busy = true;
    writeTo(STDOUT, bytes, (error, written) => {
      busy = false;
      if (error) {
        // What could not be written stays, and is tried again.
        retry ??= setTimeout(() => {
          retry = undefined;
          writeNext();
        }, RETRY_MS).unref();
        return;
      }
      size -= written;
      if (written < bytes.length) waiting[0] = bytes.subarray(written);
      else waiting.shift();
      if (waiting.length === 0) losses.report();
      writeNext();
    });
  };

  return {
    write: (bytes) => {
      if (size + bytes.length > MAX_WAITING) {
        losses.add(bytes);
        return;
      }
      waiting.push(bytes);
      size += bytes.length;
      writeNext();
    },
    whenOut: (done) => done(),
    end: (bytes) => {
      // The first is on its way already while a write is in flight.
      const rest = [...waiting.slice(busy ? 1 : 0), bytes];
      waiting = [];
      try {
        for (const each of rest) for (let at = 0; at < each.length;) at += writeSync(STDOUT, each, at);
      } catch {
        // The disk is full or the terminal is gone: there is no place left to say so.
      }
    },
  };
}

// A write to a full pipe holds the thread that does it, and with it the end of the process; a stream's does not.
function pipeOutput({ onLost }: OutputOptions): Output {
  const { stdout } = process;
  const losses = createLosses(onLost);
  // The reader of the log is gone; the shop goes on.
  stdout.on('error', () => {});
  stdout.on('drain', () => losses.report());
  const write = (bytes: Buffer): void => {
    if (stdout.writableLength + bytes.length <= MAX_WAITING) stdout.write(bytes);
    else losses.add(bytes);
  };
  return { write, whenOut: (done) => void stdout.write('', () => done()), end: write };
}

/** Standard output, whatever it is. */
export function standardOutput(options: OutputOptions): Output {
  const kind = fstatSync(STDOUT);
  return kind.isFIFO() || kind.isSocket() ? pipeOutput(options) : fileOutput(options);
}
