import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { fakeShop } from './testing/fake-shop.ts';
import { runShop } from './testing/run-shop.ts';
import { customer, record, session } from './testing/samples.ts';

const gone = { id: 5, message: 'Ada is gone.' };

test('an admin deletes a customer without a password', async () => {
  const { env, seen } = await fakeShop(({ path }) => (path === 'auth.me' ? { ...record, role: 'admin' } : gone));
  expect(await runShop(['customers', 'delete', '5'], { env })).toEqual({ status: 0, out: 'Ada is gone.\n', err: '' });
  expect(seen.at(-1)).toMatchObject({ path: 'customers.delete', input: { id: 5 } });
  expect(seen.at(-1)?.input).not.toHaveProperty('password');
});

test('customers who delete themselves need their password', async () => {
  const { env, home, seen } = await fakeShop(({ path }) => {
    if (path === 'auth.login') return session;
    return path === 'auth.me' ? { ...customer, role: 'customer' } : gone;
  });
  await runShop(['login', '--email', 'ada@example.com'], { env });
  const kept = await readdir(join(home, 'mechanic-shop'));
  await runShop(['customers', 'delete', '5', '--dry-run'], { env });
  expect(await readdir(join(home, 'mechanic-shop'))).toEqual(kept);
  const { out } = await runShop(['customers', 'delete', '5', '--json'], { env });
  expect(JSON.parse(out)).toEqual(gone);
  expect(seen.at(-1)).toMatchObject({ path: 'customers.delete', input: { id: 5, password: 'pass phrase' } });
  expect(await readdir(join(home, 'mechanic-shop'))).toEqual([]);
});
