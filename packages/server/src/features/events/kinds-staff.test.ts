import { describe, expect, test } from 'vitest';
import { shopOfFile } from '../../testing/shop.ts';
import { PASSWORD, somePart } from '../../testing/testing.ts';
import { type Recorded, changed, recorded, whole } from './testing/recorded.ts';

const shop = await shopOfFile();
const [mia, boss, cara] = [await shop.mechanic(), await shop.admin(), await shop.customer()];

const walkIn = (values: object = {}) => mia.call.customers.create({ firstName: 'Walt', lastName: 'Kin', ...values });
const during = (work: () => Promise<unknown>): Promise<Recorded[]> => recorded(shop, work);

describe('staff', () => {
  const hiring = { role: 'mechanic', password: PASSWORD, firstName: 'Max', lastName: 'Bolt' } as const;

  test('created, updated and deleted, for admins', async () => {
    const created = await during(() => boss.call.mechanics.create({ ...hiring, email: 'max@shop.test' }));
    const id = created[0]?.entityId ?? 0;
    const about = { entity: 'staff', entityId: id, customerId: null, audience: 'admin', accountId: boss.id };
    expect(created).toMatchObject([
      { ...about, kind: 'staff.created', version: 1, changes: whole(await boss.call.mechanics.record({ id })) },
    ]);
    const update = (values: object) => during(() => boss.call.mechanics.update({ id, ...values }));
    expect(await update({ salaryCents: 100 })).toMatchObject([
      { ...about, kind: 'staff.updated', version: 2, changes: { salaryCents: changed(null, 100) } },
    ]);
    const login = { entity: 'account', entityId: id, version: null, audience: 'admin', accountId: boss.id };
    const values = { email: 'bolt@shop.test', role: 'admin', active: false };
    expect(await update(values)).toMatchObject([
      {
        ...about,
        kind: 'staff.updated',
        version: 3,
        changes: {
          email: changed('max@shop.test', 'bolt@shop.test'),
          role: changed('mechanic', 'admin'),
          active: changed(true, false),
        },
      },
      { ...login, kind: 'account.email_changed', changes: { email: changed('max@shop.test', 'bolt@shop.test') } },
      { ...login, kind: 'account.role_changed', changes: { role: changed('mechanic', 'admin') } },
      { ...login, kind: 'account.deactivated', changes: null },
    ]);
    expect((await update({ active: true })).map(({ kind }) => kind)).toEqual(['staff.updated', 'account.reactivated']);
    expect(await update({ active: true })).toEqual([]);
    expect(await during(() => boss.call.mechanics.delete({ id }))).toMatchObject([
      { ...about, kind: 'staff.deleted', version: 4, changes: null },
    ]);
    const { items } = await mia.call.events.list({ kinds: ['staff.*', 'account.*', 'invite.*'] });
    expect(items).toEqual([]);
  });

  test('an invited one registers, and updates themselves', async () => {
    const invite = await boss.call.invites.create({ role: 'mechanic' });
    const { accountType, inviteCode } = { accountType: 'mechanic', inviteCode: invite.code } as const;
    const { role: _, ...values } = hiring;
    const own = { email: 'maxim@shop.test', specialty: 'Engines', address: '3 Road' };
    const registering = { ...values, ...own, accountType, inviteCode };
    const events = await during(() => shop.anonymous.auth.register(registering));
    const id = events[0]?.entityId ?? 0;
    expect(events).toMatchObject([
      { kind: 'staff.created', accountId: id, changes: whole(await boss.call.mechanics.record({ id })) },
      { kind: 'invite.used', entityId: invite.id, accountId: id },
      { kind: 'account.registered', entityId: id, accountId: id, customerId: null, changes: null },
    ]);
    const max = await shop.login('maxim@shop.test');
    expect(await during(() => max.call.auth.updateMe({ specialty: 'Brakes' }))).toMatchObject([
      {
        kind: 'staff.updated',
        entityId: id,
        version: 2,
        accountId: id,
        changes: { specialty: changed('Engines', 'Brakes') },
      },
    ]);
  });
});

describe('invites', () => {
  test('created and revoked, for admins and without the code', async () => {
    const { id: customerId } = await walkIn();
    let code = '';
    const created = await during(async () => {
      ({ code } = await mia.call.invites.create({ role: 'customer', customerId }));
    });
    const [invite] = (await boss.call.invites.list()).items;
    const about = { entity: 'invite', entityId: invite?.id, version: null, customerId, audience: 'admin' };
    expect(created).toMatchObject([
      { ...about, kind: 'invite.created', accountId: mia.id, changes: whole(invite ?? {}) },
    ]);
    const revoke = () => during(() => boss.call.invites.revoke({ id: invite?.id ?? 0 }));
    const revoked = await revoke();
    expect(revoked).toMatchObject([{ ...about, kind: 'invite.revoked', accountId: boss.id }]);
    expect(Object.keys(revoked[0]?.changes ?? {})).toEqual(['revokedAt']);
    expect(await revoke()).toEqual([]);
    expect(code).not.toBe('');
    expect(JSON.stringify([created, revoked])).not.toContain(code);
  });
});

describe('the shop and its canned jobs', () => {
  test('a change of the settings is for staff', async () => {
    const { version } = await boss.call.shop.get();
    const update = () => during(() => boss.call.shop.update({ name: 'Bolt & Sons' }));
    expect(await update()).toEqual([
      expect.objectContaining({
        kind: 'shop.updated',
        entityId: 1,
        version: version + 1,
        customerId: null,
        audience: 'mechanic',
        changes: { name: changed('Mechanic shop', 'Bolt & Sons') },
      }),
    ]);
    expect(await update()).toEqual([]);
    expect((await cara.call.events.list({ kinds: ['shop.*'] })).items).toEqual([]);
    expect((await mia.call.events.list({ kinds: ['shop.*'] })).items).toMatchObject([{ kind: 'shop.updated' }]);
  });

  test('canned jobs are created, updated and deleted', async () => {
    const part = await somePart(boss);
    const parts = [{ partId: part.id, quantity: 2 }];
    const created = await during(() => boss.call.cannedJobs.create({ name: 'Oil change', parts }));
    const id = created[0]?.entityId ?? 0;
    const about = { entity: 'canned_job', entityId: id, customerId: null, audience: 'mechanic' };
    const job = await mia.call.cannedJobs.get({ id });
    expect(created).toMatchObject([{ ...about, kind: 'canned_job.created', version: 1, changes: whole(job) }]);
    const update = (values: object) => during(() => boss.call.cannedJobs.update({ id, ...values }));
    expect(await update({ name: 'Oil', parts: [] })).toMatchObject([
      {
        ...about,
        kind: 'canned_job.updated',
        version: 2,
        changes: { name: changed('Oil change', 'Oil'), parts: changed(parts, []) },
      },
    ]);
    expect(await update({ name: 'Oil' })).toEqual([]);
    expect(await during(() => boss.call.cannedJobs.delete({ id }))).toMatchObject([
      { ...about, kind: 'canned_job.deleted', version: 2, changes: null },
    ]);
  });
});
