import type { Reason } from '@mechanic-shop/shared';
import { describe, expect, test } from 'vitest';
import { callByPath, procedures } from '../procedures.ts';
import { refused } from '../refused.ts';
import { shopOfFile } from '../shop.ts';

// What a mistake would open to everybody: a procedure without a login is public here, too, or the test fails. Of the
// others README.md has a table, which a test compares with the router.
const withoutLogin = [
  'auth.login',
  'auth.refresh',
  'auth.register',
  'auth.resetPassword',
  'estimates.answer',
  'estimates.view',
  'inventory.get',
  'inventory.list',
  'mechanics.get',
  'mechanics.list',
  'mechanics.ranking',
  'shop.get',
];

const roles = ['anonymous', 'customer', 'mechanic', 'admin'] as const;
type Role = (typeof roles)[number];

// The answer for each access level to invalid input: permitted callers get the input error, others do not.
const answers: Record<string, Record<Role, Reason | { role: 'mechanic' | 'admin' }>> = (() => {
  const input = 'INVALID_INPUT';
  const stranger = 'NOT_SIGNED_IN';
  const anybody = { anonymous: input, customer: input, mechanic: input, admin: input } as const;
  const signedIn = { ...anybody, anonymous: stranger } as const;
  const mechanic = { ...signedIn, customer: { role: 'mechanic' } } as const;
  const admin = { ...signedIn, customer: { role: 'admin' }, mechanic: { role: 'admin' } } as const;
  return {
    public: anybody,
    'signed in': signedIn,
    self: signedIn,
    'mechanic or self': signedIn,
    'mechanic or owner': signedIn,
    owner: signedIn,
    'admin or self': signedIn,
    mechanic,
    admin,
  };
})();

const shop = await shopOfFile();
const callers = {
  anonymous: shop.anonymous,
  customer: (await shop.customer()).call,
  mechanic: (await shop.mechanic()).call,
  admin: (await shop.admin()).call,
};

test('only the procedures named here need no login', () => {
  const found = procedures.filter(({ access }) => access === 'public').map(({ path }) => path);
  expect(found.toSorted()).toEqual(withoutLogin);
});

describe.each(procedures)('$path ($access)', ({ path, access }) => {
  test.each(roles)('checks the role of %s before the input', async (role) => {
    const expected = answers[access ?? '']?.[role];
    const calling = callByPath(callers[role], path, { nonsense: true });
    if (typeof expected === 'object') await refused(calling, 'ROLE_REQUIRED', expected);
    else await refused(calling, expected ?? 'INTERNAL');
  });

  test('explains an unusable token, unless the procedure is public', async () => {
    const { session, call } = await shop.customer();
    await call.auth.logout();
    const [ended, invalid] = [await shop.withToken(session.token), await shop.withToken('nonsense')];
    const isPublic = access === 'public';
    await refused(callByPath(ended, path, { nonsense: true }), isPublic ? 'INVALID_INPUT' : 'SESSION_ENDED');
    await refused(callByPath(invalid, path, { nonsense: true }), isPublic ? 'INVALID_INPUT' : 'TOKEN_INVALID');
  });
});
