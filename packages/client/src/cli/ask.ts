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
  /** Throws a failure for an answer that will not do, before the next question is asked. */
  check?: (answer: string) => unknown;
}

/** Asks at the terminal, on standard error; what is typed to a hidden question is not shown. */
async function ask(io: Io, questions: Question[]): Promise<string[]> {
  const answers: string[] = [];
  const now = () => questions[answers.length];
  const show = (text: string) => io.stderr.write(text, () => {});
  const echo = new Writable({
    // Decided for each key as it comes, so that nothing typed ahead slips through.
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
      lines.on('close', () => reject(new Failure(status.usage, 'Nothing was typed.')));
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
  throw new Failure(status.usage, 'No password was given: type it at the terminal, pipe it in, or set SHOP_PASSWORD.');
}

/** A new password that the shop would take, as far as this program can tell. */
function judged(password: string, email?: string): string {
  const parsed = NewPassword.safeParse(given(password));
  if (!parsed.success) {
    throw new Failure(status.usage, `The password was not accepted: ${parsed.error.issues[0]?.message}`);
  }
  if (email !== undefined && parsed.data.toLowerCase() === email.trim().toLowerCase()) {
    throw new Failure(status.usage, 'Choose a password that is not your e-mail.');
  }
  return password;
}

/** A password from SHOP_PASSWORD, hidden at the terminal, or from standard input; never from the command line. */
export async function readPassword(io: Io): Promise<string> {
  const known = variable(io, 'SHOP_PASSWORD');
  if (known !== undefined) return known;
  if (!io.stdin.isTTY) return given(await passwordFromInput(io));
  const [typed = ''] = await ask(io, [{ label: 'Password: ', hidden: true }]);
  return given(typed);
}

/** The questions for a new password; the first answer is judged before the second is typed. */
function newPasswordQuestions(email?: string): Question[] {
  return [
    { label: 'New password: ', hidden: true, check: (answer) => judged(answer, email) },
    { label: 'Once more: ', hidden: true },
  ];
}

function sameTwice(typed: string | undefined, again: string | undefined): string {
  if (typed === undefined || typed !== again) {
    throw new Failure(status.usage, 'The two passwords differ: nothing was sent.');
  }
  return typed;
}

/** A password to be set, from SHOP_PASSWORD, standard input, or typed twice at the terminal. */
export async function readNewPassword(io: Io, { email }: { email?: string } = {}): Promise<string> {
  const known = variable(io, 'SHOP_PASSWORD');
  if (known !== undefined) return judged(known, email);
  if (!io.stdin.isTTY) return judged(await passwordFromInput(io), email);
  const [typed, again] = await ask(io, newPasswordQuestions(email));
  return sameTwice(typed, again);
}

/** The current password and a new one. A script has the current one in SHOP_PASSWORD and pipes in the new one. */
export async function readPasswordChange(io: Io): Promise<{ currentPassword: string; newPassword: string }> {
  const known = variable(io, 'SHOP_PASSWORD');
  if (!io.stdin.isTTY) {
    if (known !== undefined) return { currentPassword: known, newPassword: judged(await passwordFromInput(io)) };
    throw new Failure(status.usage, 'Set SHOP_PASSWORD to the current password, and pipe in the new one.');
  }
  const current = known === undefined ? [{ label: 'Current password: ', hidden: true, check: given }] : [];
  const answers = await ask(io, [...current, ...newPasswordQuestions()]);
  const [again, typed] = answers.toReversed();
  return { currentPassword: known ?? answers[0] ?? '', newPassword: sameTwice(typed, again) };
}

/** The e-mail and the password of a login; what is missing is asked at the terminal. */
export async function readLogin(io: Io, email: string | undefined): Promise<{ email: string; password: string }> {
  if (email !== undefined) return { email, password: await readPassword(io) };
  if (!io.stdin.isTTY) throw new Failure(status.usage, 'Name the account with --email.');
  const known = variable(io, 'SHOP_PASSWORD');
  const secret = known === undefined ? [{ label: 'Password: ', hidden: true }] : [];
  const [typed = '', password] = await ask(io, [{ label: 'E-mail: ', hidden: false }, ...secret]);
  return { email: typed, password: given(known ?? password ?? '') };
}

/** Asks a question at the terminal; everything but `y` and `yes` is no. */
export async function askYes(io: Io, question: string): Promise<boolean> {
  const [answer = ''] = await ask(io, [{ label: `${cleanLine(question)} [y/N] `, hidden: false }]);
  return /^y(?:es)?$/i.test(answer.trim());
}
