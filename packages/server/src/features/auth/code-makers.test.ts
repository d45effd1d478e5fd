import { describe, expect, test } from 'vitest';
import { refused } from '../../testing/refused.ts';
import { freshShop } from '../../testing/shop.ts';
import { type Actor, PASSWORD } from '../../testing/testing.ts';

let names = 0;
function joining(inviteCode: string) {
  return {
    accountType: 'mechanic' as const,
    inviteCode,
    email: `joiner${(names += 1)}@shop.test`,
    password: PASSWORD,
    firstName: 'Jo',
    lastName: 'Iner',
    specialty: 'brakes',
  };
}
function person({ id, session }: Actor) {
  return {
    id,
    firstName: session.account.firstName,
    lastName: session.account.lastName,
  };
}

/** What may happen to the creator of a code, and whether the code still works afterwards. */
const fates = [
  ['stays', async () => {}, true],
  ['is deactivated', (owner: Actor, id: number) => owner.call.mechanics.update({ id, active: false }), false],
  ['is no longer an admin', (owner: Actor, id: number) => owner.call.mechanics.update({ id, role: 'mechanic' }), false],
  ['is deleted', (owner: Actor, id: number) => owner.call.mechanics.delete({ id }), false],
] as const;

describe.each(fates)('while its creator %s', (_, happens, works) => {
  test('an invite of staff', async () => {
    const shop = await freshShop();
    const [owner, maker] = [await shop.admin(), await shop.admin()];
    const { code } = await maker.call.invites.create({ role: 'admin' });
    await happens(owner, maker.id);
    const joined = shop.anonymous.auth.register(joining(code));
    if (works) expect((await joined).account.role).toBe('admin');
    else await refused(joined, 'INVALID_INVITE');
  });

  test('a reset code for staff', async () => {
    const shop = await freshShop();
    const [owner, maker, forgetful] = [await shop.admin(), await shop.admin(), await shop.admin()];
    const { code } = await maker.call.auth.createResetCode({ accountId: forgetful.id });
    await happens(owner, maker.id);
    const reset = shop.anonymous.auth.resetPassword({ code, newPassword: 'another good password' });
    if (works) await reset;
    else {
      await refused(reset, 'INVALID_RESET_CODE');
      await shop.login(forgetful.email);
    }
  });

  test('codes for customers', async () => {
    const shop = await freshShop();
    const [owner, maker, customer] = [await shop.admin(), await shop.admin(), await shop.customer()];
    const walkIn = await maker.call.customers.create({ firstName: 'Walt', lastName: 'Kin' });
    const invite = await maker.call.invites.create({ role: 'customer', customerId: walkIn.id });
    const { code } = await maker.call.auth.createResetCode({ accountId: customer.id });
    await happens(owner, maker.id);
    const { accountType: _type, specialty: _specialty, ...input } = joining(invite.code);
    const join = () => shop.anonymous.auth.register({ ...input, accountType: 'customer', address: '1 Main Street' });
    const reset = () => shop.anonymous.auth.resetPassword({ code, newPassword: 'another good password' });
    // A mechanic may create codes for customers: losing only the admin role changes nothing.
    const stillMay =
      works || (await owner.call.mechanics.records()).items.some(({ id, active }) => id === maker.id && active);
    if (stillMay) {
      expect((await join()).account.id).toBe(walkIn.id);
      await reset();
    } else {
      await refused(join(), 'INVALID_INVITE');
      await refused(reset(), 'INVALID_RESET_CODE');
    }
  });
});

describe('resetCodes', () => {
  test('lists codes with their creators and states, newest first, in pages', async () => {
    const shop = await freshShop();
    const [admin, mechanic, customer] = [await shop.admin(), await shop.mechanic(), await shop.customer()];
    const first = await mechanic.call.auth.createResetCode({ accountId: customer.id });
    await admin.call.auth.createResetCode({ accountId: mechanic.id });
    await shop.anonymous.auth.resetPassword({ code: first.code, newPassword: 'another good password' });
    const page = await admin.call.auth.resetCodes({ limit: 1 });
    const rest = await admin.call.auth.resetCodes({ limit: 1, cursor: page.nextCursor ?? '' });
    const common = { createdAt: '2026-11-20T09:30:00.000Z', expiresAt: '2026-11-21T09:30:00.000Z', revokedAt: null };
    expect([...page.items, ...rest.items]).toEqual([
      { ...common, id: 2, accountId: mechanic.id, madeBy: person(admin), usedAt: null },
      { ...common, id: 1, accountId: customer.id, madeBy: person(mechanic), usedAt: '2026-11-20T09:30:00.000Z' },
    ]);
    expect(rest.nextCursor).toBeNull();
    expect(JSON.stringify(page)).not.toContain(first.code);
  });

  test('shows which code was used, and that the others of the account ended with it', async () => {
    const shop = await freshShop();
    const [admin, customer] = [await shop.admin(), await shop.customer()];
    const make = () => admin.call.auth.createResetCode({ accountId: customer.id });
    const [, { code }] = [await make(), await make(), await make()];
    await admin.call.auth.revokeResetCode({ id: 3 });
    shop.advance(60_000);
    await shop.anonymous.auth.resetPassword({ code, newPassword: 'another good password' });
    expect((await admin.call.auth.resetCodes()).items).toMatchObject([
      { id: 3, usedAt: null, revokedAt: '2026-11-20T09:30:00.000Z' },
      { id: 2, usedAt: '2026-11-20T09:31:00.000Z', revokedAt: null },
      { id: 1, usedAt: null, revokedAt: '2026-11-20T09:31:00.000Z' },
    ]);
  });

  test('a revoked code no longer works, and revoking again changes nothing', async () => {
    const shop = await freshShop();
    const [admin, customer] = [await shop.admin(), await shop.customer()];
    const { code } = await admin.call.auth.createResetCode({ accountId: customer.id });
    const revoked = await admin.call.auth.revokeResetCode({ id: 1 });
    expect(revoked).toMatchObject({ id: 1, revokedAt: '2026-11-20T09:30:00.000Z' });
    shop.advance(60_000);
    expect(await admin.call.auth.revokeResetCode({ id: 1 })).toEqual(revoked);
    await refused(
      shop.anonymous.auth.resetPassword({ code, newPassword: 'another good password' }),
      'INVALID_RESET_CODE',
    );
    await refused(admin.call.auth.revokeResetCode({ id: 2 }), 'NOT_FOUND', { resource: 'reset_code' });
  });
});
