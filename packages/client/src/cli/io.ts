import type { Readable } from 'node:stream';

/** A stream that the command writes to; a terminal tells its width. */
export interface Output {
  write(text: string, done: (error?: Error | null) => void): boolean;
  isTTY?: boolean;
  columns?: number;
}

/** A stream that the command reads from. */
export type Input = Readable & { isTTY?: boolean };

/** Everything of the outside world that the command touches. */
export interface Io {
  stdin: Input;
  stdout: Output;
  stderr: Output;
  env: Readonly<Record<string, string | undefined>>;
}

/** Writes a text and waits until it is handed on, so that a slow reader slows the writer. */
export function write(output: Output, text: string): Promise<void> {
  return new Promise((resolve, reject) => {
    output.write(text, (error) => (error ? reject(error) : resolve()));
  });
}

/** Writes lines to the output. */
export function printLines(io: Io, lines: string[]): Promise<void> {
  return write(io.stdout, lines.map((line) => `${line}\n`).join(''));
}

/** Writes one line for the person at the terminal, where no program that reads the output sees it. */
export const remark = (io: Io, line: string): Promise<void> => write(io.stderr, `${line}\n`);

/** Whether the reader of a pipe has gone, as `head` does when it has enough. */
export function isClosedPipe(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'EPIPE';
}

/** A variable of the environment; an empty one counts as unset. */
export const variable = (io: Io, name: string): string | undefined => io.env[name] || undefined;
