import type {
  CreateMechanicInput,
  Deleted,
  ListMechanicsInput,
  ListStaffInput,
  Mechanic,
  Page,
  Ranking,
  RankingInput,
  StaffRecord,
  UpdateMechanicInput,
} from '@mechanic-shop/shared';
import { and, eq, ne } from 'drizzle-orm';
import type { Call, SignedInCall, SignedInWriteCall, WriteCall } from '../../core/call.ts';
import { deleteRow } from '../../core/deletion.ts';
import { changesOf, isEmpty } from '../../core/diff.ts';
import { AppError, invalidInput, notFound } from '../../core/errors.ts';
import { type Recording, recordChange } from '../../core/events/record.ts';
import { notifyChange } from '../../core/notify.ts';
import type { Parsed } from '../../core/parsed.ts';
import { assertVersion } from '../../core/versions.ts';
import type { Queries } from '../../platform/db/database.ts';
import { indexWords } from '../../platform/db/search.ts';
import type { MaybePromise } from '../../platform/maybe-promise.ts';
import { type NewAccount, assertFreeEmail, insertAccount, updateAccount } from '../accounts/accounts.ts';
import { revokeKeys } from '../accounts/api-keys.ts';
import { accountTopic } from '../accounts/caches.ts';
import { recordAccount } from '../accounts/entity.ts';
import { mechanics } from '../accounts/mechanics-table.ts';
import { assertGoodPassword } from '../accounts/new-password.ts';
import { endSessions } from '../accounts/sessions.ts';
import { accounts } from '../accounts/table.ts';
import { mechanicCache, mechanicListCache, rankingCache } from './caches.ts';
import { staffEntity } from './entity.ts';
import { getMechanic, getStaff, listMechanics, listStaff, rankMechanics } from './rows.ts';
import { mechanicsSearch, mechanicWords } from './search.ts';

export function list(call: Call, input: Parsed<typeof ListMechanicsInput>): MaybePromise<Page<Mechanic>> {
  return call.shop.caches.of(mechanicListCache).get(JSON.stringify(input), () => listMechanics(call.read, input));
}

export function get(call: Call, id: number): MaybePromise<Mechanic> {
  return call.shop.caches.of(mechanicCache).get(id, async () => {
    const mechanic = await getMechanic(call.read, id);
    if (!mechanic) throw notFound('mechanic');
    return mechanic;
  });
}

export function records(call: SignedInCall, input: Parsed<typeof ListStaffInput>): Promise<Page<StaffRecord>> {
  return listStaff(call.read, input);
}

export async function record(call: SignedInCall, id: number): Promise<StaffRecord> {
  const { role, accountId } = call.caller;
  if (role !== 'admin' && accountId !== id) throw notFound('mechanic');
  return assertStaff(call.read, id);
}

async function assertStaff(db: Queries, id: number): Promise<StaffRecord> {
  const staff = await getStaff(db, id);
  if (!staff) throw notFound('mechanic');
  return staff;
}

export function ranking(call: Call, { limit }: Parsed<typeof RankingInput>): MaybePromise<Ranking> {
  return call.shop.caches.of(rankingCache).get(limit, async () => ({ items: await rankMechanics(call.read, limit) }));
}

export type NewStaff = Omit<Parsed<typeof CreateMechanicInput>, 'password'>;

export async function create(
  call: Recording & Pick<WriteCall, 'shop' | 'write'>,
  { password, ...staff }: Parsed<typeof CreateMechanicInput>,
  signal?: AbortSignal,
): Promise<StaffRecord> {
  await assertGoodPassword(password, staff.email, 'password');
  const passwordHash = await call.shop.passwords.hash(password, signal);
  return call.write(async (tx) => {
    const id = await insertStaff(call, tx, staff, passwordHash);
    const after = await assertStaff(tx, id);
    recordChange(call, staffEntity, { before: null, after });
    return after;
  });
}

/** Inserts an account with its staff record and search words; its event is for the caller to record. */
export async function insertStaff(
  call: Pick<Call, 'shop'>,
  tx: Queries,
  staff: NewStaff,
  passwordHash: string,
): Promise<number> {
  const { role, email, firstName, lastName, specialty = null, address = null, salaryCents = null } = staff;
  await assertFreeEmail(tx, email);
  const id = await insertAccount(tx, { role, email, passwordHash, firstName, lastName, createdAt: call.shop.now() });
  await tx.insert(mechanics).values({ id, specialty, address, salaryCents });
  await reindexMechanic(tx, { firstName, lastName, specialty, id });
  return id;
}

function reindexMechanic(tx: Queries, mechanic: Mechanic) {
  return indexWords(tx, mechanicsSearch, mechanic.id, mechanicWords(mechanic));
}

export function update(call: SignedInWriteCall, input: Parsed<typeof UpdateMechanicInput>): Promise<StaffRecord> {
  return call.write((tx) => updateStaffRow(call, tx, input));
}

/** Updates a staff record, for an admin or the mechanic. */
export async function updateStaffRow(
  call: SignedInCall,
  tx: Queries,
  { id, version, ...input }: Parsed<typeof UpdateMechanicInput>,
): Promise<StaffRecord> {
  const current = await assertStaff(tx, id);
  assertVersion(current, version);
  const changes = changesOf(current, input);
  if (isEmpty(changes)) return current;
  if (changes.email !== undefined) await assertFreeEmail(tx, changes.email, id);
  const wanted: StaffRecord = { ...current, ...changes };
  if (isActiveAdmin(current) && !isActiveAdmin(wanted)) await assertOtherAdmin(tx, id);
  const { role, email, firstName, lastName, specialty, address, salaryCents, active } = wanted;
  await updateAccount(tx, id, { role, email, firstName, lastName } satisfies Partial<NewAccount>);
  await tx.update(mechanics).set({ specialty, address, salaryCents, active }).where(eq(mechanics.id, id));
  await reindexMechanic(tx, wanted);
  const endsSessions = ['email', 'role', 'active'].some((member) => member in changes);
  if (endsSessions) await endSessions(tx, call.shop, id);
  if (!active) await revokeKeys(call, tx, id);
  const after = await assertStaff(tx, id);
  recordChange(call, staffEntity, { before: current, after });
  recordLoginChanges(call, current, after);
  return after;
}

/** Records what a change of a staff record means for its login. */
function recordLoginChanges(call: SignedInCall, before: StaffRecord, after: StaffRecord): void {
  for (const [member, what] of [
    ['email', 'email_changed'],
    ['role', 'role_changed'],
  ] as const) {
    const change = { before: before[member], after: after[member] };
    if (change.before !== change.after) recordAccount(call, after, what, { changes: { [member]: change } });
  }
  if (before.active !== after.active) recordAccount(call, after, after.active ? 'reactivated' : 'deactivated');
}

const isActiveAdmin = (staff: StaffRecord): boolean => staff.role === 'admin' && staff.active;

/** Throws for the last active admin of the shop. */
async function assertOtherAdmin(tx: Queries, id: number): Promise<void> {
  const [other] = await tx
    .select({ id: mechanics.id })
    .from(mechanics)
    .innerJoin(accounts, eq(accounts.id, mechanics.id))
    .where(and(eq(accounts.role, 'admin'), eq(mechanics.active, true), ne(mechanics.id, id)))
    .limit(1);
  if (!other) throw new AppError('LAST_ADMIN');
}

export function remove(call: SignedInWriteCall, id: number): Promise<Deleted> {
  return call.write(async (tx) => {
    const staff = await assertStaff(tx, id);
    if (isActiveAdmin(staff)) await assertOtherAdmin(tx, id);
    if (id === call.caller.accountId)
      throw invalidInput(['id'], 'You cannot delete your own account: ask another admin.');
    await deleteRow(call, tx, accounts, id);
    recordChange(call, staffEntity, { before: staff, after: null });
    notifyChange(call, accountTopic, id);
    return { id, message: 'The mechanic is deleted.' };
  });
}
