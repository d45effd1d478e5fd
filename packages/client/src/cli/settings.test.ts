import { expect, test } from 'vitest';
import { fakeShop, refuse } from './testing/fake-shop.ts';
import { runShop } from './testing/run-shop.ts';
import { settings } from './testing/work-samples.ts';

test('a cap without supplies is wrong usage, and nothing is changed', async () => {
  const { env, seen } = await fakeShop(() => ({ ...settings, supplies: null }));
  const { status, out, err } = await runShop(['settings', 'set', '--supplies-cap', '5'], { env });
  expect({ status, out }).toEqual({ status: 2, out: '' });
  expect(err).toBe('error: There are no supplies yet: add --supplies-percent.\n');
  expect(seen.map(({ path }) => path)).toEqual(['shop.get']);
});

test('rates that somebody changes in between are not overwritten', async () => {
  const { env, seen } = await fakeShop(({ path }) =>
    path === 'shop.get' ? settings : refuse('VERSION_MISMATCH', { current: { ...settings, version: 4 } }),
  );
  const { status, err } = await runShop(['settings', 'set', '--labor-tax', '12'], { env });
  expect({ status, err }).toEqual({
    status: 5,
    err: 'error: Someone else has changed it: check it, then repeat with --if-version 4.\n',
  });
  expect(seen.at(-1)?.input).toEqual({ taxes: { ...settings.taxes, laborPercent: 12 }, version: 3 });
});
