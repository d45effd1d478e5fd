import { createInterface } from 'node:readline';
import { Writable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { Failure, status } from './failure.ts';
import { type Io, variable } from './io.ts';

const INTERRUPTED = 130;

interface Question {
  label: string;
  hidden: boolean;
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

const given = (password: string): string => {
  if (password !== '') return password;
  throw new Failure(status.usage, 'No password was given. Type it at the terminal, pipe it in, or set SHOP_PASSWORD.');
};

/** A password from SHOP_PASSWORD, hidden at the terminal, or from standard input; never from the command line. */
export async function readPassword(io: Io): Promise<string> {
  const known = variable(io, 'SHOP_PASSWORD');
  if (known !== undefined) return known;
  if (!io.stdin.isTTY) return given(await passwordFromInput(io));
  const [typed = ''] = await ask(io, [{ label: 'Password: ', hidden: true }]);
  return given(typed);
}

/** A password to be set: at the terminal it is typed twice. */
export async function readNewPassword(io: Io): Promise<string> {
  if (variable(io, 'SHOP_PASSWORD') !== undefined || !io.stdin.isTTY) return readPassword(io);
  const [typed = '', again] = await ask(io, [
    { label: 'New password: ', hidden: true },
    { label: 'Once more: ', hidden: true },
  ]);
  if (typed !== again) throw new Failure(status.usage, 'The two passwords differ. Nothing was sent.');
  return given(typed);
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
