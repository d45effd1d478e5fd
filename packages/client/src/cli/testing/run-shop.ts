import { PassThrough, Readable } from 'node:stream';
import type { Input, Output } from '../io.ts';
import { run } from '../run.ts';

interface Surroundings {
  env?: Record<string, string>;
  /** What is piped in, or with `terminal` what is typed. */
  stdin?: string;
  /** Whether all three streams are a terminal, this many columns wide. */
  terminal?: number;
  /** Whether the output is redirected to a file. */
  toFile?: boolean;
}

function collect(columns: number | undefined) {
  const texts: string[] = [];
  const output: Output = {
    write: (content, done) => {
      texts.push(typeof content === 'string' ? content : Buffer.from(content).toString('latin1'));
      done();
      return true;
    },
    ...(columns !== undefined && { isTTY: true, columns }),
  };
  return { output, text: () => texts.join('') };
}

function typing(text: string): Input {
  const stdin = Object.assign(new PassThrough(), { isTTY: true });
  stdin.write(text);
  return stdin;
}

/** Runs a command in this process, for tests; returns its exit status and output. */
export async function runShop(argv: string[], { env = {}, stdin = '', terminal, toFile }: Surroundings = {}) {
  const out = collect(toFile ? undefined : terminal);
  const err = collect(terminal);
  const input = terminal === undefined ? Readable.from([stdin]) : typing(stdin);
  const status = await run(argv, { stdin: input, stdout: out.output, stderr: err.output, env });
  return { status, out: out.text(), err: err.text() };
}
