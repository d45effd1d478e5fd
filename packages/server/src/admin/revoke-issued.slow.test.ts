import { isNull } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import { idempotencyKeys } from '../api/idempotency-table.ts';
import { numberedTables } from '../features.ts';
import { apiKeys } from '../features/accounts/api-keys-table.ts';
import { refreshTokens, resetCodes, sessions } from '../features/accounts/table.ts';
import { invites } from '../features/invites/table.ts';
import { withSnapshot } from '../platform/db/exclusive.ts';
import { readSequences } from '../platform/db/sequences.ts';
import { temporaryFile } from '../platform/db/testing/folder.ts';
import type { OpenShop } from '../process/app.ts';
import { refused } from '../testing/refused.ts';
import { type TestShop, createTestShop, somePart } from '../testing/testing.ts';
import { adminOutput, emptyDatabase } from './testing/commands.ts';

/** A shop with sessions, codes, and a stored idempotent response. */
async function issueAll(shop: TestShop) {
  const owner = await shop.admin();
  const customer = await shop.customer();
  const invite = await owner.call.invites.create({ role: 'mechanic' });
  const used = await owner.call.invites.create({ role: 'mechanic' });
  const reset = await owner.call.auth.createResetCode({ accountId: customer.id });
  const { key } = await owner.call.apiKeys.create({ name: 'Price list', scopes: ['*:read'] });
  await somePart(owner);
  const keyed = await shop.withToken(owner.session.token, 'a-key-that-is-used-1');
  await keyed.inventory.create({ name: 'Lamp', priceCents: 100 });
  await shop.anonymous.auth.register({
    accountType: 'mechanic',
    inviteCode: used.code,
    email: 'joined@shop.test',
    password: 'a good password for tests',
    firstName: 'Jo',
    lastName: 'Ined',
    specialty: 'Brakes',
  });
  return { owner, customer, invite, reset, key };
}

type Issued = Awaited<ReturnType<typeof issueAll>>;

function join(shop: TestShop, inviteCode: string) {
  return shop.anonymous.auth.register({
    accountType: 'mechanic',
    inviteCode,
    email: 'late@shop.test',
    password: 'a good password for tests',
    firstName: 'La',
    lastName: 'Te',
    specialty: 'Brakes',
  });
}

/** Expects that no earlier session or code works in this database, and that logging in does. */
async function assertEnded(url: string, { owner, customer, invite, reset, key }: Issued): Promise<void> {
  const shop = await createTestShop({ databaseUrl: url });
  try {
    for (const token of [owner.session.token, key]) {
      await refused((await shop.withToken(token)).auth.me(), 'SESSION_ENDED');
    }
    await refused(
      shop.anonymous.auth.refresh({ refreshToken: customer.session.refreshToken }),
      'REFRESH_TOKEN_INVALID',
    );
    await refused(join(shop, invite.code), 'INVALID_INVITE');
    const newPassword = 'another good password';
    await refused(shop.anonymous.auth.resetPassword({ code: reset.code, newPassword }), 'INVALID_RESET_CODE');
    expect(await rowsOf(shop.shop)).toEqual({
      alive: 0,
      openInvites: 0,
      usedInvites: 1,
      codes: 0,
      keys: 0,
      apiKeys: 0,
    });
    expect((await shop.login(owner.email)).id).toBe(owner.id);
  } finally {
    await shop.close();
  }
}

async function rowsOf({ database: { read } }: OpenShop) {
  const rows = await read.select().from(sessions);
  const codes = await read.select().from(invites);
  return {
    alive: rows.filter(({ endedAt }) => endedAt === null).length,
    openInvites: codes.filter(({ usedAt, revokedAt }) => usedAt === null && revokedAt === null).length,
    usedInvites: codes.filter(({ usedAt, revokedAt }) => usedAt !== null && revokedAt === null).length,
    codes: await read.$count(resetCodes),
    keys: await read.$count(idempotencyKeys),
    apiKeys: await read.$count(apiKeys, isNull(apiKeys.revokedAt)),
  };
}

const countersOf = (url: string) => withSnapshot(url, (db) => readSequences(db, numberedTables));

describe('sessions, keys and codes from before a restore or import', () => {
  test('a restore invalidates sessions and codes, and reuses no id assigned after the backup', async () => {
    const url = await emptyDatabase();
    await adminOutput(url, 'migrate');
    const before = await createTestShop({ databaseUrl: url });
    const handedOut = await issueAll(before);
    const backup = temporaryFile('shop.backup');
    await adminOutput(url, 'backup', backup);
    const later = await Promise.all(Array.from({ length: 5 }, () => before.customer()));
    await before.close();
    const given = await countersOf(url);

    await adminOutput(url, 'restore', backup);
    const now = await countersOf(url);
    for (const name of numberedTables) expect(now[name], name).toBeGreaterThanOrEqual((given[name] ?? 0) + 10_000);
    await assertEnded(url, handedOut);

    const after = await createTestShop({ databaseUrl: url });
    const strangers = await Promise.all(
      [1, 2, 3, 4, 5].map((n) => after.customer({ email: `stranger${n}@example.com` })),
    );
    for (const { session } of later) {
      await refused((await after.withToken(session.token)).auth.me(), 'SESSION_ENDED');
    }
    expect(strangers.map(({ id }) => later.some((one) => one.id === id))).not.toContain(true);
    await after.close();

    // The same backup again: ids assigned between two restores are not reused either.
    const between = await countersOf(url);
    await adminOutput(url, 'restore', backup);
    const again = await countersOf(url);
    for (const name of numberedTables) expect(again[name], name).toBeGreaterThan(between[name] ?? 0);
  });

  test('an import invalidates sessions and codes, also without a former database', async () => {
    const url = await emptyDatabase();
    await adminOutput(url, 'migrate');
    const before = await createTestShop({ databaseUrl: url });
    const handedOut = await issueAll(before);
    await before.close();
    const path = temporaryFile('shop.jsonl');
    await adminOutput(url, 'export', path);
    const given = await countersOf(url);
    const to = await emptyDatabase();
    await adminOutput(to, 'import', path);
    const now = await countersOf(to);
    for (const name of numberedTables) expect(now[name], name).toBeGreaterThanOrEqual((given[name] ?? 0) + 10_000);
    // Sessions may outnumber any gap, so their ids continue from the clock.
    expect(now['sessions']).toBeGreaterThan(1_500_000_000_000);
    await assertEnded(to, handedOut);
  });

  test('a restore keeps the rows of sessions and used codes as a record', async () => {
    const url = await emptyDatabase();
    await adminOutput(url, 'migrate');
    const shop = await createTestShop({ databaseUrl: url });
    await issueAll(shop);
    const { read } = shop.shop.database;
    const counts = [await read.$count(sessions), await read.$count(refreshTokens), await read.$count(invites)];
    await shop.close();
    const backup = temporaryFile('shop.backup');
    await adminOutput(url, 'backup', backup);
    await adminOutput(url, 'restore', backup);
    const after = await createTestShop({ databaseUrl: url });
    const now = after.shop.database.read;
    expect([await now.$count(sessions), await now.$count(refreshTokens), await now.$count(invites)]).toEqual(counts);
    await after.close();
  });
});
