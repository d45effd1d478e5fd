import { createInterface } from 'node:readline';
import { Writable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { NewPassword } from '@mechanic-shop/shared';
import { Failure, status } from './failure.ts';
import type { Io } from './io.ts';

/** Asks at the terminal, on standard error; what is typed is not shown. */
const askHidden = async (io: Io, labels: readonly string[]): Promise<string[]> => {
  const silent = new Writable({ write: (_chunk, _encoding, done) => done() });
  const lines = createInterface({ input: io.stdin, output: silent, terminal: true, historySize: 0 });
  const ended = new Promise<never>((_resolve, reject) => {
    lines.on('SIGINT', () => reject(new Failure('Interrupted; nothing was changed.', status.interrupted)));
    lines.on('close', () => reject(new Failure('No password was typed; nothing was changed.')));
  });
  // Rejections count only while an answer is waited for.
  ended.catch(() => {});
  const typed = lines[Symbol.asyncIterator]();
  const answers: string[] = [];
  try {
    for (const label of labels) {
      io.stderr.write(label);
      const answer = await Promise.race([typed.next(), ended]);
      io.stderr.write('\n');
      if (answer.done === true) throw new Failure('No password was typed; nothing was changed.');
      answers.push(answer.value);
    }
  } finally {
    lines.close();
  }
  return answers;
};

const readText = async (io: Io): Promise<string> => {
  if (io.stdin.isTTY !== true) return (await text(io.stdin)).replace(/\r?\n$/, '');
  const [password = '', again] = await askHidden(io, ['New password: ', 'Once more: ']);
  if (password !== again) throw new Failure('The two passwords differ; nothing was changed.');
  return password;
};

/** A new password: hidden and twice at the terminal, else all of standard input but one line break at its end. */
export const readNewPassword = async (io: Io): Promise<string> => {
  const given = await readText(io);
  if (given === '') throw new Failure('No password was given: pipe it in, or type it at a terminal.');
  const parsed = NewPassword.safeParse(given);
  if (!parsed.success) throw new Failure(`The password will not do: ${parsed.error.issues[0]?.message}`);
  return parsed.data;
};
