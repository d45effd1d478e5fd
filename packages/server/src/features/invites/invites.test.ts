import { describe, expect, test } from 'vitest';
import { refused, refusedAt } from '../../testing/refused.ts';
import { freshShop, shopOfFile } from '../../testing/shop.ts';
import { PASSWORD } from '../../testing/testing.ts';

const shop = await shopOfFile();
const [admin, mechanic] = [await shop.admin(), await shop.mechanic()];
const { create } = admin.call.invites;
const walkIn = () => mechanic.call.customers.create({ firstName: 'Walt', lastName: 'Kin' });
const CODE = /^([0-9A-HJKMNP-TV-Z]{4}-){6}[0-9A-HJKMNP-TV-Z]{4}$/;

describe('create', () => {
  test('creates a code for staff that works for a week', async () => {
    const made = await create({ role: 'mechanic', email: 'Bertha@Example.com' });
    expect(made).toEqual({
      id: made.id,
      code: expect.stringMatching(CODE),
      role: 'mechanic',
      email: 'bertha@example.com',
      customerId: null,
      expiresAt: '2026-11-27T09:30:00.000Z',
    });
  });

  test('treats null as absent', async () => {
    const made = await create({ role: 'admin', email: null, expiresInHours: null });
    expect(made).toMatchObject({ email: null, expiresAt: '2026-11-27T09:30:00.000Z' });
  });

  test('creates a code for a customer by a mechanic', async () => {
    const { id } = await walkIn();
    const made = await mechanic.call.invites.create({ role: 'customer', customerId: id, expiresInHours: 1 });
    expect(made).toMatchObject({
      role: 'customer',
      customerId: id,
      email: null,
      expiresAt: '2026-11-20T10:30:00.000Z',
    });
  });

  test('of a code for staff requires an admin', async () => {
    for (const role of ['mechanic', 'admin'] as const) {
      await refused(mechanic.call.invites.create({ role }), 'ROLE_REQUIRED', { role: 'admin' });
    }
  });

  test('requires a customer without a login', async () => {
    const customer = await shop.customer();
    const invite = (customerId: number) => create({ role: 'customer', customerId });
    await refused(invite(999_999), 'NOT_FOUND', { resource: 'customer' });
    await refused(invite(mechanic.id), 'NOT_FOUND', { resource: 'customer' });
    await refusedAt(invite(customer.id), 'customerId');
  });

  test.each([0, 721, 1.5, -1])('rejects an expiry in %j hours', async (expiresInHours) => {
    await refusedAt(create({ role: 'mechanic', expiresInHours }), 'expiresInHours');
  });

  test('accepts only the fields of its kind', async () => {
    const { id } = await walkIn();
    await refusedAt(create({ role: 'customer', customerId: id, email: 'a@example.com' } as never), 'email');
    await refusedAt(create({ role: 'mechanic', customerId: id } as never), 'customerId');
    await refusedAt(create({ role: 'customer' } as never), 'customerId');
    await refusedAt(create({ role: 'owner' } as never), 'role');
  });

  test('never shows or stores the code again', async () => {
    const { code, id } = await create({ role: 'mechanic' });
    const [listed] = (await admin.call.invites.list({ limit: 1 })).items;
    expect(listed?.id).toBe(id);
    expect(JSON.stringify(listed)).not.toContain(code);
  });
});

describe('a code expires', () => {
  const joinWith = (at: typeof shop, inviteCode: string) =>
    at.anonymous.auth.register({
      accountType: 'mechanic',
      inviteCode,
      email: `joined${inviteCode.slice(0, 4)}@example.com`,
      password: PASSWORD,
      firstName: 'Bertha',
      lastName: 'Benz',
      specialty: 'Brakes',
    });

  test('after its hours', async () => {
    const own = await freshShop();
    const boss = await own.admin();
    const [first, second] = [
      await boss.call.invites.create({ role: 'mechanic', expiresInHours: 2 }),
      await boss.call.invites.create({ role: 'mechanic', expiresInHours: 2 }),
    ];
    own.advance(2 * 3_600_000 - 1);
    expect((await joinWith(own, first.code)).account.role).toBe('mechanic');
    own.advance(1);
    await refused(joinWith(own, second.code), 'INVALID_INVITE');
  });

  test('immediately when it is revoked', async () => {
    const { id, code } = await create({ role: 'mechanic' });
    await admin.call.invites.revoke({ id });
    await refused(joinWith(shop, code), 'INVALID_INVITE');
  });
});

describe('list', () => {
  test('shows all invites with their states, newest first', async () => {
    const own = await freshShop();
    const boss = await own.admin();
    const first = await boss.call.invites.create({ role: 'mechanic' });
    const second = await boss.call.invites.create({ role: 'admin', email: 'a@example.com', expiresInHours: 720 });
    own.advance(60_000);
    await boss.call.invites.revoke({ id: first.id });
    const { firstName, lastName } = boss.session.account;
    const madeBy = { id: boss.id, firstName, lastName };
    const common = { customerId: null, madeBy, usedAt: null, createdAt: '2026-11-20T09:30:00.000Z' };
    expect(await boss.call.invites.list()).toEqual({
      items: [
        {
          ...common,
          id: second.id,
          role: 'admin',
          email: 'a@example.com',
          expiresAt: '2026-12-20T09:30:00.000Z',
          revokedAt: null,
        },
        {
          ...common,
          id: first.id,
          role: 'mechanic',
          email: null,
          expiresAt: '2026-11-27T09:30:00.000Z',
          revokedAt: '2026-11-20T09:31:00.000Z',
        },
      ],
      nextCursor: null,
    });
  });
});

describe('revoke', () => {
  test('returns the row, and the same again when repeated', async () => {
    const own = await freshShop();
    const boss = await own.admin();
    const { id } = await boss.call.invites.create({ role: 'mechanic' });
    const revoked = await boss.call.invites.revoke({ id });
    expect(revoked).toMatchObject({ id, revokedAt: '2026-11-20T09:30:00.000Z', usedAt: null });
    own.advance(60_000);
    expect(await boss.call.invites.revoke({ id })).toEqual(revoked);
  });

  test('leaves a used one unchanged', async () => {
    const { id } = await walkIn();
    const invite = await create({ role: 'customer', customerId: id });
    await shop.customer({ inviteCode: invite.code });
    expect(await admin.call.invites.revoke({ id: invite.id })).toMatchObject({
      usedAt: '2026-11-20T09:30:00.000Z',
      revokedAt: null,
    });
  });

  test('is NOT_FOUND for an unknown one', async () => {
    await refused(admin.call.invites.revoke({ id: 999_999 }), 'NOT_FOUND', { resource: 'invite' });
  });
});
