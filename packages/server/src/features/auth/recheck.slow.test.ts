import { eq } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import { idempotencyKeys } from '../../api/idempotency-table.ts';
import { type ProcedureFacts, callByPath, procedures } from '../../testing/procedures.ts';
import { refused } from '../../testing/refused.ts';
import { rowsIn } from '../../testing/row-counts.ts';
import { freshShop } from '../../testing/shop.ts';
import { PASSWORD, type TestShop } from '../../testing/testing.ts';
import { accounts } from '../accounts/table.ts';

/** An input that reaches the transaction, where the caller is checked before any row is read. */
function inputOf({ example }: ProcedureFacts): object {
  return 'currentPassword' in example ? { ...example, currentPassword: PASSWORD } : example;
}

/** Somebody who may call a procedure: its customer, or an admin. */
async function callerOf(shop: TestShop, { access }: ProcedureFacts) {
  if (access === 'owner') return { ...(await shop.customer()), role: 'customer' };
  return { ...(await shop.admin()), role: 'admin' };
}

const protectedMutations = procedures.filter(({ type, access }) => type === 'mutation' && access !== 'public');

describe('a call that waited while its caller lost the permission', () => {
  test.each(protectedMutations)('$path changes nothing', async (procedure) => {
    const { path } = procedure;
    const shop = await freshShop();
    const [owner, caller] = [await shop.admin(), await callerOf(shop, procedure)];
    // The caller was authorized at creation, like a call that then waits for a password or the database.
    if (caller.role === 'admin') await owner.call.mechanics.update({ id: caller.id, active: false });
    else await owner.call.customers.delete({ id: caller.id });
    const before = await rowsIn(shop);
    await refused(callByPath(caller.call, path, inputOf(procedure)), 'SESSION_ENDED');
    expect(await rowsIn(shop)).toEqual(before);
  });

  // No call changes a role without ending the session, but an operator may do so in the database.
  test.each(protectedMutations)('$path checks the role that the account has by then', async (procedure) => {
    const { path, access } = procedure;
    const shop = await freshShop();
    const caller = await callerOf(shop, procedure);
    const role = caller.role === 'admin' ? 'customer' : 'mechanic';
    const { write } = shop.shop.database;
    await write((tx) => tx.update(accounts).set({ role }).where(eq(accounts.id, caller.id)));
    const before = await rowsIn(shop);
    const calling = callByPath(caller.call, path, inputOf(procedure));
    if (access === 'admin' || access === 'mechanic') await refused(calling, 'ROLE_REQUIRED', { role: access });
    else await refused(calling, 'SESSION_ENDED');
    expect(await rowsIn(shop)).toEqual(before);
  });

  test('an admin deactivated while a password is hashed creates no account', async () => {
    const shop = await freshShop({ bcryptCost: 10 });
    const [owner, admin] = [await shop.admin(), await shop.admin()];
    const values = { email: 'late@shop.test', password: 'a good password for tests', firstName: 'L', lastName: 'Ate' };
    const creating = admin.call.mechanics.create({ ...values, role: 'admin' });
    await owner.call.mechanics.update({ id: admin.id, active: false });
    await refused(creating, 'SESSION_ENDED');
    expect((await owner.call.mechanics.records({ search: 'late' })).items).toEqual([]);
  });

  test.each([
    ['demoted', { role: 'mechanic' as const }],
    ['deactivated', { active: false }],
    ['renamed for the login', { email: 'other@shop.test' }],
  ])('a caller %s gets no replay either', async (_, change) => {
    const shop = await freshShop();
    const [owner, admin] = [await shop.admin(), await shop.admin()];
    const keyed = await shop.withToken(admin.session.token, 'key-1');
    await keyed.customers.create({ firstName: 'Walt', lastName: 'Kin' });
    await owner.call.mechanics.update({ id: admin.id, ...change });
    await refused(keyed.customers.create({ firstName: 'Walt', lastName: 'Kin' }), 'SESSION_ENDED');
  });
});

describe('deleting an account', () => {
  test('deletes the stored responses to its calls', async () => {
    const shop = await freshShop();
    const [owner, mechanic, customer] = [await shop.admin(), await shop.mechanic(), await shop.customer()];
    for (const { session } of [mechanic, customer]) {
      const keyed = await shop.withToken(session.token, 'key-1');
      if (session === mechanic.session) await keyed.customers.create({ firstName: 'Walt', lastName: 'Kin' });
      else await keyed.vehicles.create({ make: 'VW', model: 'Golf', year: 2020 });
    }
    const keys = () => shop.shop.database.read.select({ accountId: idempotencyKeys.accountId }).from(idempotencyKeys);
    expect(await keys()).toHaveLength(2);
    await owner.call.mechanics.delete({ id: mechanic.id });
    const last = await shop.withToken(customer.session.token, 'key-2');
    await last.customers.delete({ id: customer.id, password: 'a good password for tests' });
    expect(await keys()).toEqual([]);
    expect((await shop.shop.database.read.select().from(accounts)).map(({ id }) => id)).not.toContain(customer.id);
  });
});
