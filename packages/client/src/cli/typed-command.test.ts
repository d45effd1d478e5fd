import { expect, test } from 'vitest';
import { fakeShop, refuse } from './testing/fake-shop.ts';
import { runShop } from './testing/run-shop.ts';
import { customer, newInvite, part } from './testing/samples.ts';

const npx = { npm_lifecycle_event: 'npx', npm_lifecycle_script: 'shop' };
const code = { code: 'K7', expiresAt: '2026-11-21T08:00:00.000Z' };

function serve() {
  return fakeShop(({ path }) => {
    if (path === 'inventory.delete') return refuse('IN_USE', { by: 'movements' });
    if (path === 'inventory.get') return part;
    if (path === 'customers.list') return refuse('NOT_SIGNED_IN');
    if (path === 'auth.createResetCode') return code;
    return path === 'invites.create' ? newInvite : customer;
  });
}

const hints = [
  ['customers list', 'run `CMD login`'],
  ['invites create --role mechanic', '  CMD register --invite-code K7-SECRET'],
  ['reset-codes create 7', '  CMD reset-password K7'],
  ['parts delete 7', 'retire it with `CMD parts update 7 --no-active`'],
] as const;

test.for([
  [{}, 'shop'],
  [{ SHOP_COMMAND: './shop' }, './shop'],
  [{ SHOP_COMMAND: '/home/ada/a clone/shop' }, "'/home/ada/a clone/shop'"],
  [npx, 'npx shop'],
  [{ ...npx, npm_lifecycle_script: 'node' }, 'shop'],
] as const)('hints name the command as it was started: %j', async ([started, command]) => {
  const { env } = await serve();
  for (const [line, hint] of hints) {
    const { out, err } = await runShop(line.split(' '), { env: { ...env, ...started } });
    expect(out + err).toContain(hint.replace('CMD', command));
  }
});
