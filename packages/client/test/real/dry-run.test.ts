import { expect, test } from 'vitest';
import { accounts } from '../../../server/src/features/accounts/table.ts';
import { somePart } from '../../../server/src/testing/testing.ts';
import { runShop } from '../../src/cli/testing/run-shop.ts';
import { realShop } from '../testing/real-shop.ts';

/** A real shop with the command as its admin types it. */
async function open() {
  const { url, people } = await realShop();
  const admin = await people.admin();
  const env = { SHOP_URL: url, SHOP_TOKEN: admin.session.token, SHOP_PASSWORD: 'a good password for tests' };
  return { admin, people, type: (...line: string[]) => runShop(line, { env }) };
}

const remark = 'Dry run: nothing was changed.\n';

test('--dry-run shows what a command would do, and changes nothing', async () => {
  const { admin, type } = await open();
  const { id } = await somePart(admin);
  const { status, out, err } = await type('parts', 'adjust', String(id), '5', '--dry-run');
  expect({ status, err }).toEqual({ status: 0, err: remark });
  expect(out).toMatch(/quantity +15/);
  expect(await type('parts', 'delete', String(id), '--dry-run')).toMatchObject({ status: 0, err: remark });
  expect(await admin.call.inventory.get({ id })).toMatchObject({ quantity: 10, version: 1 });
});

test('--dry-run shows the rejection that the command would get', async () => {
  const { admin, type } = await open();
  const { id } = await somePart(admin);
  expect(await type('parts', 'adjust', String(id), '--dry-run', '--', '-11')).toMatchObject({ status: 5, out: '' });
});

test('--dry-run of a command that opens a session is wrong usage', async () => {
  const { admin, people, type } = await open();
  const before = await people.shop.database.read.$count(accounts);
  expect(await type('login', '--email', admin.email, '--dry-run')).toMatchObject({
    status: 2,
    err: expect.stringContaining('auth.login has no dry run'),
  });
  const register = ['register', '--email', 'new@example.com', '--first-name', 'Ada', '--last-name', 'Byron'];
  expect(await type(...register, '--address', '1 Main Street', '--dry-run')).toMatchObject({
    status: 2,
    err: expect.stringContaining('auth.register has no dry run'),
  });
  expect(await people.shop.database.read.$count(accounts)).toBe(before);
});
