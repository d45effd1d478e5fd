import { expect, test, vi } from 'vitest';
import { events } from '../../core/events/table.ts';
import { refused } from '../../testing/refused.ts';
import { freshShop, shopOfFile } from '../../testing/shop.ts';
import { type Actor, PASSWORD, type TestShop } from '../../testing/testing.ts';
import { type Recorded, recorded } from './testing/recorded.ts';

const shop = await shopOfFile();
const [mia, boss] = [await shop.mechanic(), await shop.admin()];

const during = (work: () => Promise<unknown>): Promise<Recorded[]> => recorded(shop, work);
const other = 'another good password';

/** An event of an account that changes nothing which it shows. */
const about = ({ id }: Pick<Actor, 'id'>, kind: string, values: object = {}) =>
  expect.objectContaining({
    kind,
    entity: 'account',
    entityId: id,
    version: null,
    ticketId: null,
    accountId: id,
    via: 'session',
    audience: 'admin',
    changes: null,
    ...values,
  });

test('an account logs in and out', async () => {
  const dan = await shop.customer();
  const ofDan = (kind: string) => about(dan, kind, { customerId: dan.id });
  const sessions: Actor[] = [];
  const login = async () => sessions.push(await shop.login(dan.email));
  expect(await during(login)).toEqual([ofDan('account.logged_in')]);
  for (let more = 0; more < 3; more += 1) await login();
  const [first, second] = sessions.map(({ call }) => call);
  expect(await during(() => first!.auth.logout())).toEqual([ofDan('account.logged_out')]);
  const listed = (await second!.auth.sessions()).items;
  const foreign = listed.find(({ current }) => !current)?.id ?? 0;
  expect(await during(() => second!.auth.endSession({ id: foreign }))).toEqual([ofDan('account.logged_out')]);
  expect(await during(() => refused(second!.auth.endSession({ id: foreign }), 'NOT_FOUND'))).toEqual([]);
  const everywhere = await during(async () => (await shop.login(dan.email)).call.auth.logoutEverywhere());
  expect(everywhere).toEqual([ofDan('account.logged_in'), ofDan('account.logged_out')]);
  expect((await mia.call.events.list({ kinds: ['account.*'] })).items).toEqual([]);
});

test('the second use of a refresh token ends the session; by whom is not known', async () => {
  const { session, id } = await shop.customer();
  const refresh = () => shop.anonymous.auth.refresh({ refreshToken: session.refreshToken });
  expect(await during(refresh)).toEqual([]);
  shop.advance(60_000);
  expect(await during(() => refused(refresh(), 'REFRESH_TOKEN_INVALID'))).toEqual([
    about({ id }, 'account.logged_out', { accountId: null, via: 'system' }),
  ]);
});

test('changes of a password', async () => {
  const dan = await shop.customer();
  const change = (currentPassword: string, newPassword: string) => () =>
    dan.call.auth.changePassword({ currentPassword, newPassword });
  expect(await during(() => refused(change(other, PASSWORD)(), 'INVALID_CREDENTIALS'))).toEqual([]);
  expect(await during(change(PASSWORD, other))).toEqual([about(dan, 'account.password_changed')]);
  const { code } = await mia.call.auth.createResetCode({ accountId: dan.id });
  const reset = await during(() => shop.anonymous.auth.resetPassword({ code, newPassword: PASSWORD }));
  expect(reset).toEqual([about(dan, 'account.password_changed')]);
  expect(JSON.stringify(reset)).not.toContain(code);
});

test.each(['customer', 'mechanic'] as const)('a change of the e-mail of a %s', async (role) => {
  const dan = role === 'customer' ? await shop.customer() : await shop.mechanic();
  const email = `new-${role}@example.com`;
  const change = () => dan.call.auth.changeEmail({ email, currentPassword: PASSWORD });
  const changes = { email: { before: dan.email, after: email } };
  expect(await during(change)).toEqual([
    expect.objectContaining({
      kind: role === 'customer' ? 'customer.updated' : 'staff.updated',
      entityId: dan.id,
      version: 2,
      accountId: dan.id,
      changes,
    }),
    about(dan, 'account.email_changed', { changes }),
  ]);
  expect(await during(change)).toEqual([]);
});

test('a change by an admin names the admin', async () => {
  const max = await shop.mechanic();
  await boss.call.mechanics.update({ id: max.id, role: 'admin' });
  const { items } = await boss.call.audit.list({ kind: 'account.role_changed', entityId: max.id });
  expect(items).toMatchObject([
    { by: { id: boss.id }, via: 'session', changes: { role: { before: 'mechanic', after: 'admin' } } },
  ]);
});

/** The rejected logins that are noted, of any account. */
async function noted({ shop: { database } }: TestShop) {
  const rows = await database.read.select().from(events);
  return rows.filter(({ kind }) => kind === 'account.login_refused');
}

test('rejected logins of a known account are noted once a minute, unknown ones not at all', async () => {
  const own = await freshShop();
  const dan = await own.customer();
  const attempt = (values: object) =>
    refused(own.anonymous.auth.login({ email: dan.email, password: other, ...values }), 'INVALID_CREDENTIALS');
  const times = (count: number) => vi.waitFor(async () => expect(await noted(own)).toHaveLength(count), 10_000);
  await attempt({ email: 'unknown@example.com' });
  await attempt({});
  await times(1);
  expect(await noted(own)).toEqual([
    about(dan, 'account.login_refused', { customerId: dan.id, accountId: null, requestId: 'test' }),
  ]);
  await attempt({});
  own.advance(59_000);
  await attempt({ password: PASSWORD, accountType: 'mechanic' });
  own.advance(1_000);
  await attempt({});
  await times(2);
  // The clock is set back: what lies in the future is no reason to keep silent.
  own.setClock(-3_600_000);
  await attempt({});
  await times(3);
  const [, second, third] = await noted(own);
  expect(second?.at.getTime()).toBe((third?.at.getTime() ?? 0) + 3_600_000);
});
