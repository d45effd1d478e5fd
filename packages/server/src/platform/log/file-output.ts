import { closeSync, constants, openSync, writeSync, write as writeTo } from 'node:fs';
import { isatty } from 'node:tty';
import { createLosses } from './losses.ts';
import { MAX_WAITING, type Output } from './output.ts';

const STDOUT = 1;
const RETRY_MS = 500;
// A terminal takes a few KB at a time and accepts more within milliseconds, unless it is paused.
const RETRY_TERMINAL_MS = 10;
const LAST_ATTEMPTS = 20;

function isSlow(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'EAGAIN';
}

/**
 * Opens standard output for non-blocking writes. A terminal is reopened: one paused by Ctrl-S would block the writing
 * thread, and with it the exit.
 */
function openForWriting(): number {
  if (!isatty(STDOUT)) return STDOUT;
  try {
    return openSync('/dev/fd/1', constants.O_WRONLY | constants.O_NONBLOCK | constants.O_NOCTTY);
  } catch {
    return STDOUT;
  }
}

/** Writes everything, giving a slow terminal a moment; throws other errors. */
function writeAll(fd: number, bytes: Buffer): void {
  let attempts = 0;
  for (let at = 0; at < bytes.length;) {
    try {
      at += writeSync(fd, bytes, at);
      attempts = 0;
    } catch (error) {
      if (!isSlow(error) || (attempts += 1) > LAST_ATTEMPTS) throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, RETRY_TERMINAL_MS);
    }
  }
}

/** Standard output as a file or a terminal. Replaces pino's, whose final flush never returns on a full disk. */
export function fileOutput(): Output {
  const fd = openForWriting();
  const losses = createLosses();
  let waiting: Buffer[] = [];
  let size = 0;
  let busy = false;
  let retry: NodeJS.Timeout | undefined;
  let listeners: (() => void)[] = [];

  const add = (bytes: Buffer): void => {
    waiting.push(bytes);
    size += bytes.length;
  };
  const settle = (): void => {
    const done = listeners;
    listeners = [];
    for (const listener of done) listener();
  };
  const writeNext = (): void => {
    const [bytes] = waiting;
    if (bytes === undefined) return settle();
    if (busy || retry !== undefined) return;
    busy = true;
    writeTo(fd, bytes, (error, written) => {
      busy = false;
      if (error) {
        if (!isSlow(error)) losses.noteFailure();
        // Unwritten bytes stay queued for a retry.
        retry = setTimeout(
          () => {
            retry = undefined;
            writeNext();
          },
          isSlow(error) ? RETRY_TERMINAL_MS : RETRY_MS,
        ).unref();
        return settle();
      }
      size -= written;
      if (written < bytes.length) waiting[0] = bytes.subarray(written);
      else waiting.shift();
      if (waiting.length === 0) {
        const report = losses.takeReport();
        if (report) add(report);
      }
      writeNext();
    });
  };

  return {
    write: (bytes) => {
      if (size + bytes.length > MAX_WAITING) return losses.add(bytes);
      add(bytes);
      writeNext();
    },
    whenOut: (done) => {
      if (busy) listeners.push(done);
      else done();
    },
    end: (bytes) => {
      // The first entry is already being written while `busy`.
      const rest = [...waiting.slice(busy ? 1 : 0), bytes];
      waiting = [];
      try {
        for (const each of rest) writeAll(fd, each);
        const report = losses.takeReport();
        if (report) writeAll(fd, report);
        if (fd !== STDOUT) closeSync(fd);
      } catch {
        // The disk is full or the terminal is gone: there is no place left to report it.
      }
    },
  };
}
