import type { Readable } from 'node:stream';

/** A stream that the command writes to; terminals have a width. */
export interface Output {
  write(content: string | Uint8Array, done: (error?: Error | null) => void): boolean;
  isTTY?: boolean;
  columns?: number;
}

/** A stream that the command reads from. */
export type Input = Readable & { isTTY?: boolean };

/** The streams and environment that the command uses. */
export interface Io {
  stdin: Input;
  stdout: Output;
  stderr: Output;
  env: Readonly<Record<string, string | undefined>>;
}

/** Writes a text or bytes and waits until they are flushed, so that a slow reader slows the writer. */
export function write(output: Output, content: string | Uint8Array): Promise<void> {
  return new Promise((resolve, reject) => {
    output.write(content, (error) => (error ? reject(error) : resolve()));
  });
}

/** Writes lines to the output. */
export function printLines(io: Io, lines: string[]): Promise<void> {
  return write(io.stdout, lines.map((line) => `${line}\n`).join(''));
}

/** Writes one line to standard error, for the person at the terminal. */
export const remark = (io: Io, line: string): Promise<void> => write(io.stderr, `${line}\n`);

/** Whether the reader of a pipe has closed it, as `head` does. */
export function isClosedPipe(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'EPIPE';
}

/** An environment variable; an empty one counts as unset. */
export const variable = (io: Io, name: string): string | undefined => io.env[name] || undefined;
