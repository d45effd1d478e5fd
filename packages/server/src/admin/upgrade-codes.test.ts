import { eq } from 'drizzle-orm';
import { expect, onTestFinished, test } from 'vitest';
import { contextOf } from '../api/context.ts';
import { resetCodes } from '../features/accounts/table.ts';
import { invites } from '../features/invites/table.ts';
import { dialect } from '../platform/db/columns.ts';
import { migrateDatabase } from '../platform/db/migrate.ts';
import { openDatabase } from '../platform/db/open.ts';
import { codeDigest, newCode } from '../platform/security/codes.ts';
import { buildShop } from '../process/app.ts';
import { createCaller } from '../router.ts';
import { refused } from '../testing/refused.ts';
import { PASSWORD } from '../testing/testing.ts';
import { databaseBefore } from './testing/old-database.ts';

const now = new Date();
const soon = new Date(now.getTime() + 3_600_000);
const at = (date: Date): string => (dialect === 'postgres' ? `'${date.toISOString()}'` : String(date.getTime()));
const codes = { invite: newCode(), usedInvite: newCode(), reset: newCode(), usedReset: newCode() };
const digests = Object.fromEntries(Object.entries(codes).map(([name, code]) => [name, codeDigest(code)]));

// As the previous version stored them, without a creator.
const rows = `
  insert into accounts (id, role, email, password_hash, first_name, last_name, created_at)
    values (1, 'customer', 'ada@example.com', 'x', 'Ada', 'Lee', ${at(now)});
  insert into customers (id, name_key) values (1, 'lee ada');
  insert into invites (digest, role, expires_at, used_at, created_at) values
    ('${digests['invite']}', 'admin', ${at(soon)}, null, ${at(now)}),
    ('${digests['usedInvite']}', 'admin', ${at(soon)}, ${at(now)}, ${at(now)});
  insert into reset_codes (digest, account_id, expires_at, used_at, created_at) values
    ('${digests['reset']}', 1, ${at(soon)}, null, ${at(now)}),
    ('${digests['usedReset']}', 1, ${at(soon)}, ${at(now)}, ${at(now)})`;

test('codes of a version that did not record creators are revoked and no longer work', async () => {
  const url = await databaseBefore('code-makers', rows);
  await migrateDatabase(url);
  const settings = { secrets: ['0f4c1c8e5d3b2a19-test-signing-key-7e6d'], accessTtlSeconds: 3600, bcryptCost: 4 };
  const shop = buildShop(await openDatabase(url), { ...settings, refreshTtlSeconds: 3600 });
  onTestFinished(() => shop.close());
  const { read } = shop.database;
  const invited = async (name: string) => (await read.select().from(invites).where(eq(invites.digest, name)))[0];
  const reset = async (name: string) => (await read.select().from(resetCodes).where(eq(resetCodes.digest, name)))[0];
  for (const find of [() => invited(digests['invite'] ?? ''), () => reset(digests['reset'] ?? '')]) {
    expect(await find()).toMatchObject({ madeById: null, usedAt: null, revokedAt: expect.any(Date) });
  }
  for (const find of [() => invited(digests['usedInvite'] ?? ''), () => reset(digests['usedReset'] ?? '')]) {
    expect(await find()).toMatchObject({ madeById: null, usedAt: now, revokedAt: null });
  }
  const anonymous = createCaller(contextOf(shop, { caller: null, requestId: 'test' }));
  const person = { email: 'eve@example.com', password: PASSWORD, firstName: 'Eve', lastName: 'Late', specialty: 'x' };
  const joining = anonymous.auth.register({ accountType: 'mechanic', inviteCode: codes.invite, ...person });
  await refused(joining, 'INVALID_INVITE');
  await refused(anonymous.auth.resetPassword({ code: codes.reset, newPassword: PASSWORD }), 'INVALID_RESET_CODE');
});
