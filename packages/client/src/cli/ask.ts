import { createInterface } from 'node:readline';
import { Writable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { NewPassword } from '@mechanic-shop/shared';
import { Failure, status } from './failure.ts';
import { type Io, variable } from './io.ts';
import { cleanLine } from './text.ts';

const INTERRUPTED = 130;

interface Question {
  label: string;
  hidden: boolean;
  /** Throws a failure for an invalid answer, before the next question is asked. */
  check?: (answer: string) => unknown;
}

/** Asks questions on standard error; answers to hidden ones are not echoed. */
async function ask(io: Io, questions: Question[]): Promise<string[]> {
  const answers: string[] = [];
  const now = () => questions[answers.length];
  const show = (text: string) => io.stderr.write(text, () => {});
  const echo = new Writable({
    // Decided for each key, so that keys typed ahead are hidden too.
    write: (chunk: Buffer, _encoding, done) => {
      if (now()?.hidden === false) show(chunk.toString());
      done();
    },
  });
  const lines = createInterface({ input: io.stdin, output: echo, terminal: true, historySize: 0 });
  try {
    return await new Promise((resolve, reject) => {
      lines.on('line', (line) => {
        if (now()?.hidden) show('\n');
        try {
          now()?.check?.(line);
        } catch (error) {
          reject(error);
          return;
        }
        answers.push(line);
        show(now()?.label ?? '');
        if (answers.length === questions.length) resolve(answers);
      });
      lines.on('SIGINT', () => reject(new Failure(INTERRUPTED, 'Interrupted.')));
      lines.on('close', () => reject(new Failure(status.usage, 'No input.')));
      show(now()?.label ?? '');
    });
  } finally {
    lines.close();
  }
}

async function passwordFromInput(io: Io): Promise<string> {
  return (await text(io.stdin)).replace(/\r?\n$/, '');
}

function given(password: string): string {
  if (password !== '') return password;
  throw new Failure(status.usage, 'No password given: type it at the terminal, pipe it in, or set SHOP_PASSWORD.');
}

/** Checks a new password against the contract's rules. */
function judged(password: string, email?: string): string {
  const parsed = NewPassword.safeParse(given(password));
  if (!parsed.success) {
    throw new Failure(status.usage, `The password is not valid: ${parsed.error.issues[0]?.message}`);
  }
  if (email !== undefined && parsed.data.toLowerCase() === email.trim().toLowerCase()) {
    throw new Failure(status.usage, 'Choose a password that is not your e-mail.');
  }
  return password;
}

/** Reads a password from SHOP_PASSWORD, the terminal (hidden) or standard input; never from the command line. */
export async function readPassword(io: Io): Promise<string> {
  const known = variable(io, 'SHOP_PASSWORD');
  if (known !== undefined) return known;
  if (!io.stdin.isTTY) return given(await passwordFromInput(io));
  const [typed = ''] = await ask(io, [{ label: 'Password: ', hidden: true }]);
  return given(typed);
}

/** The questions for a new password; the first answer is checked before the second is asked. */
function newPasswordQuestions(email?: string): Question[] {
  return [
    { label: 'New password: ', hidden: true, check: (answer) => judged(answer, email) },
    { label: 'Repeat new password: ', hidden: true },
  ];
}

function sameTwice(typed: string | undefined, again: string | undefined): string {
  if (typed === undefined || typed !== again) {
    throw new Failure(status.usage, 'The two passwords differ: nothing was sent.');
  }
  return typed;
}

/** Reads a new password from SHOP_PASSWORD, standard input, or typed twice at the terminal. */
export async function readNewPassword(io: Io, { email }: { email?: string } = {}): Promise<string> {
  const known = variable(io, 'SHOP_PASSWORD');
  if (known !== undefined) return judged(known, email);
  if (!io.stdin.isTTY) return judged(await passwordFromInput(io), email);
  const [typed, again] = await ask(io, newPasswordQuestions(email));
  return sameTwice(typed, again);
}

/** Reads the current and a new password. Scripts set SHOP_PASSWORD to the current one and pipe in the new one. */
export async function readPasswordChange(io: Io): Promise<{ currentPassword: string; newPassword: string }> {
  const known = variable(io, 'SHOP_PASSWORD');
  if (!io.stdin.isTTY) {
    if (known !== undefined) return { currentPassword: known, newPassword: judged(await passwordFromInput(io)) };
    throw new Failure(status.usage, 'Set SHOP_PASSWORD to the current password and pipe in the new one.');
  }
  const current = known === undefined ? [{ label: 'Current password: ', hidden: true, check: given }] : [];
  const answers = await ask(io, [...current, ...newPasswordQuestions()]);
  const [again, typed] = answers.toReversed();
  return { currentPassword: known ?? answers[0] ?? '', newPassword: sameTwice(typed, again) };
}

/** Reads e-mail and password of a login; asks for missing ones at the terminal. */
export async function readLogin(io: Io, email: string | undefined): Promise<{ email: string; password: string }> {
  if (email !== undefined) return { email, password: await readPassword(io) };
  if (!io.stdin.isTTY) throw new Failure(status.usage, 'Give the account with --email.');
  const known = variable(io, 'SHOP_PASSWORD');
  const secret = known === undefined ? [{ label: 'Password: ', hidden: true }] : [];
  const [typed = '', password] = await ask(io, [{ label: 'E-mail: ', hidden: false }, ...secret]);
  return { email: typed, password: given(known ?? password ?? '') };
}

/** Asks a yes-or-no question; only `y` and `yes` are yes. */
export async function askYes(io: Io, question: string): Promise<boolean> {
  const [answer = ''] = await ask(io, [{ label: `${cleanLine(question)} [y/N] `, hidden: false }]);
  return /^y(?:es)?$/i.test(answer.trim());
}
