import type { Reason } from '@mechanic-shop/shared';
import { describe, expect, test } from 'vitest';
import { callByPath, procedures } from '../procedures.ts';
import { refused } from '../refused.ts';
import { shopOfFile } from '../shop.ts';

// Section 5 of the contract, written down: a procedure that is not here, or is here otherwise, fails.
const contract: Record<string, [type: 'query' | 'mutation', access: string]> = {
  'auth.register': ['mutation', 'public'],
  'auth.login': ['mutation', 'public'],
  'auth.refresh': ['mutation', 'public'],
  'auth.logout': ['mutation', 'signed in'],
  'auth.logoutEverywhere': ['mutation', 'signed in'],
  'auth.me': ['query', 'signed in'],
  'auth.updateMe': ['mutation', 'signed in'],
  'auth.changePassword': ['mutation', 'signed in'],
  'auth.changeEmail': ['mutation', 'signed in'],
  'auth.createResetCode': ['mutation', 'mechanic'],
  'auth.resetCodes': ['query', 'admin'],
  'auth.revokeResetCode': ['mutation', 'admin'],
  'auth.resetPassword': ['mutation', 'public'],
  'auth.sessions': ['query', 'signed in'],
  'auth.endSession': ['mutation', 'self'],
  'invites.create': ['mutation', 'mechanic'],
  'invites.list': ['query', 'admin'],
  'invites.revoke': ['mutation', 'admin'],
  'customers.list': ['query', 'mechanic'],
  'customers.get': ['query', 'mechanic or self'],
  'customers.create': ['mutation', 'mechanic'],
  'customers.update': ['mutation', 'mechanic or self'],
  'customers.delete': ['mutation', 'admin or self'],
  'mechanics.list': ['query', 'public'],
  'mechanics.get': ['query', 'public'],
  'mechanics.records': ['query', 'admin'],
  'mechanics.record': ['query', 'admin or self'],
  'mechanics.create': ['mutation', 'admin'],
  'mechanics.update': ['mutation', 'admin'],
  'mechanics.delete': ['mutation', 'admin'],
  'mechanics.ranking': ['query', 'public'],
  'vehicles.list': ['query', 'signed in'],
  'vehicles.get': ['query', 'mechanic or owner'],
  'vehicles.create': ['mutation', 'signed in'],
  'vehicles.update': ['mutation', 'mechanic or owner'],
  'vehicles.delete': ['mutation', 'mechanic or owner'],
  'inventory.list': ['query', 'public'],
  'inventory.get': ['query', 'public'],
  'inventory.create': ['mutation', 'mechanic'],
  'inventory.update': ['mutation', 'mechanic'],
  'inventory.adjust': ['mutation', 'mechanic'],
  'inventory.delete': ['mutation', 'mechanic'],
  'inventory.movements': ['query', 'mechanic'],
  'tickets.create': ['mutation', 'signed in'],
  'tickets.list': ['query', 'mechanic'],
  'tickets.mine': ['query', 'signed in'],
  'tickets.get': ['query', 'mechanic or owner'],
  'tickets.history': ['query', 'mechanic or owner'],
  'tickets.update': ['mutation', 'mechanic or owner'],
  'tickets.editMechanics': ['mutation', 'mechanic'],
  'tickets.addPart': ['mutation', 'mechanic'],
  'tickets.removePart': ['mutation', 'mechanic'],
  'tickets.setStatus': ['mutation', 'mechanic or owner'],
  'tickets.delete': ['mutation', 'admin'],
};

const roles = ['anonymous', 'customer', 'mechanic', 'admin'] as const;
type Role = (typeof roles)[number];

// What each right says to a call whose input is wrong: who may come in is told about the input, nobody else is.
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

test('the router has exactly the procedures of the contract, with its types and rights', () => {
  const found = Object.fromEntries(procedures.map(({ path, type, access }) => [path, [type, access]]));
  expect(found).toEqual(contract);
});

describe.each(procedures)('$path ($access)', ({ path, access }) => {
  test.each(roles)('judges the role of %s before the input', async (role) => {
    const expected = answers[access ?? '']?.[role];
    const calling = callByPath(callers[role], path, { nonsense: true });
    if (typeof expected === 'object') await refused(calling, 'ROLE_REQUIRED', expected);
    else await refused(calling, expected ?? 'INTERNAL');
  });

  test('says why a token is of no use, unless it is for everybody', async () => {
    const { session, call } = await shop.customer();
    await call.auth.logout();
    const [ended, invalid] = [await shop.withToken(session.token), await shop.withToken('nonsense')];
    const isPublic = access === 'public';
    await refused(callByPath(ended, path, { nonsense: true }), isPublic ? 'INVALID_INPUT' : 'SESSION_ENDED');
    await refused(callByPath(invalid, path, { nonsense: true }), isPublic ? 'INVALID_INPUT' : 'TOKEN_INVALID');
  });
});
