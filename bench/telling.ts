// Whether answers tell a known e-mail from an unknown one: same bytes, and times that cannot be told apart.
// Promised (SECURITY.md): the area under the ROC curve of the times stays within 0.40 to 0.60 over 200 pairs.
import { type Answer, sender } from './calls.ts';
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

const withoutRequestId = (body: string): string => body.replace(/"requestId":"[^"]*"/, '"requestId":""');

// The cheapest cost allowed: the work is the same for both, and so the pairs take less time.
const server = await startServer({ RATE_LIMITS: 'off', BCRYPT_COST: '10' });
const { send, close } = sender(server.url, 1);
try {
  const admin = ['create-admin', '--email', KNOWN, '--first-name', 'B', '--last-name', 'Ench'];
  await server.admin(admin, password);
  const person = { firstName: 'A', lastName: 'B', address: 'C', password: 'a fine password of mine' };
  const attempts: Record<string, (email: string) => Promise<Answer>> = {
    'login, wrong password': (email) => send('auth.login', { post: true, input: { email, password: 'wrong, surely' } }),
    'login, wrong kind': (email) =>
      send('auth.login', { post: true, input: { email, password, accountType: 'customer' } }),
    'registration, bad code': (email) =>
      send('auth.register', {
        post: true,
        input: { accountType: 'mechanic', inviteCode: 'NO-SUCH-CODE', email, specialty: 'D', ...person },
      }),
    'reset, bad code': (email) =>
      send('auth.resetPassword', { post: true, input: { code: email, newPassword: person.password } }),
  };
  let failed = false;
  for (const [name, attempt] of Object.entries(attempts)) {
    for (let n = 0; n < 5; n++) await attempt(UNKNOWN);
    const times: Record<string, number[]> = { [KNOWN]: [], [UNKNOWN]: [] };
    const bodies = new Set<string>();
    for (let n = 0; n < PAIRS; n++) {
      for (const email of n % 2 === 0 ? [KNOWN, UNKNOWN] : [UNKNOWN, KNOWN]) {
        const { status, body, milliseconds } = await attempt(email);
        bodies.add(`${status} ${withoutRequestId(body)}`);
        times[email]?.push(milliseconds);
      }
    }
    const area = auc(times[KNOWN] ?? [], times[UNKNOWN] ?? []);
    const fine = bodies.size === 1 && area >= 0.4 && area <= 0.6;
    failed ||= !fine;
    console.log(
      `${name.padEnd(24)} ${PAIRS} pairs, ${bodies.size === 1 ? 'same bytes' : 'DIFFERENT BYTES'}, AUC ${area.toFixed(3)}${fine ? '' : '  <- tells'}`,
    );
  }
  if (failed) process.exitCode = 1;
} finally {
  close();
  await server.stop();
}
