import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { fakeShop, refuse } from './testing/fake-shop.ts';
import { runShop } from './testing/run-shop.ts';
import { customer, newInvite, session } from './testing/samples.ts';

const walkIn = {
  ...customer,
  firstName: 'Aoife Mary',
  lastName: "O'Brien $HOME `id`",
  email: null,
  phone: '+353 87 123 4567',
  address: '1 Main St.\r\n Bray ',
};

/** The words of a printed command, as a shell reads them. */
async function wordsOf(line: string): Promise<string[]> {
  const script = `shop() { printf '%s\\0' "$@"; }\n${line}`;
  const { stdout } = await promisify(execFile)('bash', ['--norc', '-c', script]);
  return stdout.split('\0').slice(0, -1);
}

const hintOf = (out: string): string => /to use it\s+(.*)$/m.exec(out)?.[1] ?? '';

/** Makes an invite, then registers with the printed hint, with every placeholder filled in. */
async function useHint(line: string[], invite: typeof newInvite, found: typeof customer | null) {
  const { env, seen } = await fakeShop(({ path }) => {
    if (path === 'invites.create') return invite;
    if (path === 'auth.register') return session;
    return found ?? refuse('NOT_FOUND', { resource: 'customer' });
  });
  const { out } = await runShop(line, { env });
  const words = await wordsOf(hintOf(out));
  const filled = words.map((word) => (/^[A-Z_]+$/.test(word) ? `my-${word.toLowerCase()}` : word));
  const registered = await runShop(filled, { env });
  return { out, registered, input: seen.at(-1)?.input };
}

test('the hint of an invite knows what the shop knows of a walk-in', async () => {
  const { registered, input } = await useHint(['customers', 'invite', '5'], newInvite, walkIn);
  expect(registered).toMatchObject({ status: 0, err: '' });
  expect(input).toEqual({
    accountType: 'customer',
    inviteCode: 'K7-SECRET',
    email: 'my-email',
    password: 'pass phrase',
    firstName: 'Aoife Mary',
    lastName: "O'Brien $HOME `id`",
    address: '1 Main St., Bray',
    phone: '+353 87 123 4567',
  });
});

test('the hint names every required option where nothing is known', async () => {
  const { registered, input } = await useHint(['customers', 'invite', '5'], newInvite, null);
  expect(registered).toMatchObject({ status: 0, err: '' });
  expect(input).toMatchObject({ firstName: 'my-first_name', lastName: 'my-last_name', address: 'my-address' });
});

test('the hint for a mechanic names every required option', async () => {
  const invite = { ...newInvite, role: 'mechanic' as const, customerId: null, email: 'new@example.com' };
  const { registered, input } = await useHint(['invites', 'create', '--role', 'mechanic'], invite, null);
  expect(registered).toMatchObject({ status: 0, err: '' });
  expect(input).toMatchObject({ accountType: 'mechanic', email: 'new@example.com', specialty: 'my-specialty' });
});
