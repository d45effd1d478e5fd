import { createInterface } from 'node:readline';
import { Writable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { NewPassword } from '@mechanic-shop/shared';
import { assertGoodPassword } from '../features/accounts/new-password.ts';
import { Failure, status } from './failure.ts';
import type { Io } from './io.ts';

interface Question {
  label: string;
  /** Throws for an answer that is not accepted, before the next question is asked. */
  check?: (answer: string) => Promise<unknown>;
}

/** Asks on the terminal through standard error, without echoing the answers. */
async function askHidden(io: Io, questions: readonly Question[]): Promise<string[]> {
  const silent = new Writable({ write: (_chunk, _encoding, done) => done() });
  const lines = createInterface({ input: io.stdin, output: silent, terminal: true, historySize: 0 });
  const ended = new Promise<never>((_resolve, reject) => {
    lines.on('SIGINT', () => reject(new Failure('Interrupted; nothing was changed.', status.interrupted)));
    lines.on('close', () => reject(new Failure('No password was typed; nothing was changed.')));
  });
  // A rejection matters only while a question waits.
  ended.catch(() => {});
  const typed = lines[Symbol.asyncIterator]();
  const answers: string[] = [];
  try {
    for (const { label, check } of questions) {
      io.stderr.write(label);
      const answer = await Promise.race([typed.next(), ended]);
      io.stderr.write('\n');
      if (answer.done === true) throw new Failure('No password was typed; nothing was changed.');
      await check?.(answer.value);
      answers.push(answer.value);
    }
  } finally {
    lines.close();
  }
  return answers;
}

/** Validates a password for the account with this e-mail; returns it normalized. */
async function validated(given: string, email: string): Promise<string> {
  if (given === '') throw new Failure('No password was given: pipe it in, or type it at a terminal.');
  const parsed = NewPassword.safeParse(given);
  if (!parsed.success) throw new Failure(`The password was not accepted: ${parsed.error.issues[0]?.message}`);
  await assertGoodPassword(parsed.data, email, 'password');
  return parsed.data;
}

/** Reads a new password: hidden and twice on a terminal, else all of standard input without one final line break. */
export async function readNewPassword(io: Io, email: string): Promise<string> {
  if (io.stdin.isTTY !== true) return validated((await text(io.stdin)).replace(/\r?\n$/, ''), email);
  const [typed = '', again] = await askHidden(io, [
    { label: 'New password: ', check: (answer) => validated(answer, email) },
    { label: 'Once more: ' },
  ]);
  if (typed !== again) throw new Failure('The two passwords differ; nothing was changed.');
  return validated(typed, email);
}
