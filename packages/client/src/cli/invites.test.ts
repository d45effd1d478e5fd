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
  email: "o'brien@example.com",
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

const asked = { accountType: 'customer', inviteCode: 'K7-SECRET', password: 'pass phrase' };

test('the hint of an invite asks a walk-in for nothing that the shop knows', async () => {
  const { out, registered, input } = await useHint(['customers', 'invite', '5'], newInvite, walkIn);
  expect(out).toContain("Aoife Mary O'Brien $HOME `id` (5)");
  expect(registered).toMatchObject({ status: 0, err: '' });
  expect(input).toEqual({ ...asked, email: "o'brien@example.com" });
});

test('the hint asks for an e-mail that the shop does not know', async () => {
  for (const found of [{ ...walkIn, email: null }, null]) {
    const { registered, input } = await useHint(['customers', 'invite', '5'], newInvite, found);
    expect(registered).toMatchObject({ status: 0, err: '' });
    expect(input).toEqual({ ...asked, email: 'my-email' });
  }
});

test('the hint for a mechanic names every required option', async () => {
  const invite = { ...newInvite, role: 'mechanic' as const, customerId: null, email: 'new@example.com' };
  const { registered, input } = await useHint(['invites', 'create', '--role', 'mechanic'], invite, null);
  expect(registered).toMatchObject({ status: 0, err: '' });
  expect(input).toMatchObject({ accountType: 'mechanic', email: 'new@example.com', specialty: 'my-specialty' });
});
