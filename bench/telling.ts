// Whether answers tell a known e-mail from an unknown one: same bytes, and times that cannot be told apart.
// Promised (SECURITY.md): the area under the ROC curve of the times stays within 0.40 to 0.60 over 200 pairs.
import { type Answer, type Send, sender } from './calls.ts';
import { startServer } from './server.ts';

const PAIRS = Number(process.argv[2] ?? 200);
const KNOWN = 'known@shop.test';
const UNKNOWN = 'nobody@shop.test';
const password = 'the password of the bench';

/** How often a time of the one kind is longer than one of the other: 0.5 when nothing can be told. */
const auc = (known: readonly number[], unknown: readonly number[]): number => {
  let longer = 0;
  for (const a of known) for (const b of unknown) longer += a > b ? 1 : a === b ? 0.5 : 0;
  return longer / (known.length * unknown.length);
};

// Request ids differ, and so does how long ago each e-mail was locked.
const alike = (body: string): string =>
  body
    .replace(/"requestId":"[^"]*"/, '"requestId":""')
    .replace(/"retryAfterSeconds":\d+/, '"retryAfterSeconds":0')
    .replace(/\d+ seconds?/, 'a while');

// The cheapest cost allowed: the work is the same for both, and so the pairs take less time.
const cheap = { BCRYPT_COST: '10' };
const many = '1000000/60';
// Both e-mails are locked after the first try: what is left of the work must not tell either.
const locking = {
  RATE_LIMIT_DEFAULT: many,
  RATE_LIMIT_LOGIN_ADDRESS: many,
  RATE_LIMIT_REGISTER: many,
  RATE_LIMIT_LOGIN_EMAIL: '1/3600',
};

const person = { firstName: 'A', lastName: 'B', address: 'C', password: 'a fine password of mine' };
const wrongPassword = (send: Send) => (email: string) =>
  send('auth.login', { post: true, input: { email, password: 'wrong, surely' } });
const attempts = (send: Send): Record<string, (email: string) => Promise<Answer>> => ({
  'login, wrong password': wrongPassword(send),
  'login, wrong kind': (email) =>
    send('auth.login', { post: true, input: { email, password, accountType: 'customer' } }),
  'registration, bad code': (email) =>
    send('auth.register', {
      post: true,
      input: { accountType: 'mechanic', inviteCode: 'NO-SUCH-CODE', email, specialty: 'D', ...person },
    }),
  'reset, bad code': (email) =>
    send('auth.resetPassword', { post: true, input: { code: email, newPassword: person.password } }),
});

const compare = async (name: string, attempt: (email: string) => Promise<Answer>): Promise<boolean> => {
  for (let n = 0; n < 5; n++) for (const email of [KNOWN, UNKNOWN]) await attempt(email);
  const times: Record<string, number[]> = { [KNOWN]: [], [UNKNOWN]: [] };
  const bodies = new Set<string>();
  for (let n = 0; n < PAIRS; n++) {
    for (const email of n % 2 === 0 ? [KNOWN, UNKNOWN] : [UNKNOWN, KNOWN]) {
      const { status, body, milliseconds } = await attempt(email);
      bodies.add(`${status} ${alike(body)}`);
      times[email]?.push(milliseconds);
    }
  }
  const area = auc(times[KNOWN] ?? [], times[UNKNOWN] ?? []);
  const fine = bodies.size === 1 && area >= 0.4 && area <= 0.6;
  console.log(
    `${name.padEnd(32)} ${PAIRS} pairs, ${bodies.size === 1 ? 'same bytes' : 'DIFFERENT BYTES'}, AUC ${area.toFixed(3)}${fine ? '' : '  <- tells'}`,
  );
  return fine;
};

const run = async (
  settings: Record<string, string>,
  attemptsOf: (send: Send) => Record<string, (email: string) => Promise<Answer>>,
): Promise<void> => {
  const server = await startServer({ ...cheap, ...settings });
  const { send, close } = sender(server.url, 1);
  try {
    const admin = ['create-admin', '--email', KNOWN, '--first-name', 'B', '--last-name', 'Ench'];
    await server.admin(admin, password);
    for (const [name, attempt] of Object.entries(attemptsOf(send))) {
      if (!(await compare(name, attempt))) process.exitCode = 1;
    }
  } finally {
    close();
    await server.stop();
  }
};

await run({ RATE_LIMITS: 'off' }, attempts);
await run(locking, (send) => ({ "login, beyond the e-mail's limit": wrongPassword(send) }));
