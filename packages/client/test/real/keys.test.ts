import { describe, expect, test } from 'vitest';
import { runShop } from '../../src/cli/testing/run-shop.ts';
import { createShopClient, isShopError } from '../../src/index.ts';
import { first, NOWHERE } from '../testing/command-cases.ts';
import { realShop } from '../testing/real-shop.ts';

/** A real shop with the command as its admin types it. */
async function open() {
  const real = await realShop();
  const admin = await real.people.admin();
  const type = (token: string, ...line: string[]) =>
    runShop(line, { env: { SHOP_URL: real.url, SHOP_TOKEN: token, SHOP_PASSWORD: 'a good password for tests' } });
  return { ...real, admin, type, asAdmin: (...line: string[]) => type(admin.session.token, ...line) };
}

function reasonOf(call: Promise<unknown>): Promise<string | undefined> {
  return call.then(
    () => undefined,
    (error: unknown) => {
      if (isShopError(error)) return error.data.reason;
      throw error;
    },
  );
}

describe('createShopClient with an API key', () => {
  test('calls within its scopes, with retries under one idempotency key as ever', async () => {
    const { url, admin } = await open();
    const { key } = await admin.call.apiKeys.create({ name: 'Stock', scopes: ['*:read', 'inventory.*'] });
    const shop = createShopClient({ url, token: key });
    const [me, part] = await Promise.all([
      shop.auth.me.query(),
      shop.inventory.create.mutate({ name: 'Bolt', priceCents: 10 }, { context: { idempotencyKey: 'one' } }),
    ]);
    expect(me.id).toBe(admin.id);
    const again = { context: { idempotencyKey: 'one' } };
    expect(await shop.inventory.create.mutate({ name: 'Bolt', priceCents: 10 }, again)).toEqual(part);
    const refused = await shop.customers.create
      .mutate({ firstName: 'A', lastName: 'B' })
      .catch((error: unknown) => error);
    if (!isShopError(refused, 'SCOPE_REQUIRED')) throw new Error('not recognised', { cause: refused });
    expect(refused.data).toMatchObject({ httpStatus: 403, details: { procedure: 'customers.create' } });
    for (const call of [shop.auth.logout.mutate(), shop.auth.sessions.query(), shop.apiKeys.list.query()]) {
      expect(await reasonOf(call)).toBe('SCOPE_REQUIRED');
    }
  });

  test('says that it expired or was revoked, and opens no session', async () => {
    const { url, admin, people, hoursPass, refreshTokens } = await open();
    const scopes = ['auth.me'];
    const [short, long] = [
      await admin.call.apiKeys.create({ name: 'Short', scopes, expiresInDays: 1 }),
      await admin.call.apiKeys.create({ name: 'Long', scopes }),
    ];
    const before = await refreshTokens();
    const meWith = (token: string) => createShopClient({ url, token }).auth.me.query();
    expect(await reasonOf(meWith(short.key))).toBeUndefined();
    hoursPass(24);
    expect(await reasonOf(meWith(short.key))).toBe('TOKEN_EXPIRED');
    expect(await reasonOf(meWith(long.key))).toBeUndefined();
    expect(await refreshTokens()).toBe(before);
    const { call } = await people.login(admin.email);
    await call.apiKeys.revoke({ id: long.id });
    expect(await reasonOf(meWith(long.key))).toBe('SESSION_ENDED');
  });
});

describe('shop keys', () => {
  test('creates a key that SHOP_TOKEN takes, lists and revokes it', async () => {
    const { admin, type, asAdmin } = await open();
    const created = await asAdmin('keys', 'create', '--name', 'Till', '--scope', '*:read', '--scope', 'tickets.*');
    expect(created).toMatchObject({ status: 0, err: '', out: expect.stringContaining('not shown again') });
    const key = /msk_[\w-]{43}/.exec(created.out)?.[0] ?? '';
    expect(await type(key, 'whoami')).toMatchObject({ status: 0, out: expect.stringContaining(admin.email) });
    expect(await type(key, 'parts', 'add', '--name', 'Bolt', '--price', '1')).toEqual({
      status: 3,
      out: '',
      err: expect.stringMatching(
        /^error: The API key in SHOP_TOKEN cannot call inventory\.create: .* run `shop login`/,
      ),
    });
    const listed = await asAdmin('keys', 'list');
    expect(listed).toMatchObject({ status: 0, err: '' });
    for (const text of ['Till', '*:read, tickets.*', 'active']) expect(listed.out).toContain(text);
    expect(listed.out).not.toContain('msk_');

    const { id } = first(await admin.call.apiKeys.list())!;
    const revoked = JSON.parse((await asAdmin('keys', 'revoke', String(id), '--json')).out);
    expect(revoked).toEqual(first(await admin.call.apiKeys.list()));
    expect(await type(key, 'whoami')).toMatchObject({ status: 3, err: expect.stringContaining('was revoked') });
  });

  test('--json prints the answer, --quiet the key', async () => {
    const { admin, asAdmin, people } = await open();
    const line = ['keys', 'create', '--name', 'Till', '--scope', 'auth.me', '--expires-in-days', '30'];
    const { key, ...made } = JSON.parse((await asAdmin(...line, '--json')).out);
    expect(made).toEqual(first(await admin.call.apiKeys.list()));
    const quiet = (await asAdmin(...line, '--quiet')).out.trim();
    for (const token of [key, quiet]) expect((await (await people.withToken(token)).auth.me()).id).toBe(admin.id);
    expect(JSON.parse((await asAdmin('keys', 'list', '--json')).out)).toEqual(await admin.call.apiKeys.list());
  });

  test('explains what is refused', async () => {
    const { asAdmin, people, type } = await open();
    const customer = (await people.customer()).session.token;
    const line = ['keys', 'create', '--name', 'Till', '--scope'];
    expect(await asAdmin(...line, '*')).toEqual({
      status: 2,
      out: '',
      err: expect.stringMatching(/--scope: Use \*:read/),
    });
    expect(await asAdmin(...line, 'auth.*')).toMatchObject({
      status: 2,
      err: expect.stringContaining('leave this scope'),
    });
    expect(await asAdmin('keys', 'create', '--name', 'Till')).toMatchObject({ status: 2 });
    expect(await asAdmin('keys', 'revoke', String(NOWHERE))).toMatchObject({
      status: 4,
      err: expect.stringMatching(/api key/),
    });
    expect(await type(customer, 'keys', 'list')).toMatchObject({ status: 3, err: expect.stringContaining('mechanic') });
  });

  test('shop login with a key in SHOP_TOKEN says that the key overrides the session', async () => {
    const { admin, type } = await open();
    const { key } = await admin.call.apiKeys.create({ name: 'Till', scopes: ['auth.me'] });
    const { status, err } = await type(key, 'login', '--email', admin.email);
    expect(status).toBe(0);
    expect(err).toContain('SHOP_TOKEN is set and overrides this session: unset it to use the session.');
  });
});
