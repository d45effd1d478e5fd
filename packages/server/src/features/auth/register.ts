import type { Customer, RegisterInput, Session } from '@mechanic-shop/shared';
import { eq } from 'drizzle-orm';
import type { Call, WriteCall } from '../../core/call.ts';
import { AppError } from '../../core/errors.ts';
import { recordChange } from '../../core/events/record.ts';
import type { Parsed } from '../../core/parsed.ts';
import type { Queries } from '../../platform/db/database.ts';
import { sortKeyOf } from '../../platform/db/words.ts';
import { type Login, assertFreeEmail, getLogin, updateAccount } from '../accounts/accounts.ts';
import { recordAccount } from '../accounts/entity.ts';
import { assertGoodPassword } from '../accounts/new-password.ts';
import { issueSession, openSession } from '../accounts/sessions.ts';
import { customerEntity } from '../customers/entity.ts';
import { getCustomer } from '../customers/rows.ts';
import { insertCustomer, reindexCustomer } from '../customers/service.ts';
import { customers } from '../customers/table.ts';
import type { InviteRow } from '../invites/rows.ts';
import { assertInvite, useInvite } from '../invites/service.ts';
import { staffEntity } from '../mechanics/entity.ts';
import { getStaff } from '../mechanics/rows.ts';
import { insertStaff } from '../mechanics/service.ts';

type Registration = Parsed<typeof RegisterInput>;
type CustomerRegistration = Extract<Registration, { accountType: 'customer' }>;
type MechanicRegistration = Extract<Registration, { accountType: 'mechanic' }>;

/**
 * Creates an account and logs it in. The code is checked before the e-mail is looked up, so that a bad code reveals
 * nothing.
 */
export async function register(call: WriteCall, input: Registration, signal?: AbortSignal): Promise<Session> {
  await assertGoodPassword(input.password, input.email, 'password');
  await assertAdmission(call, call.read, input);
  const passwordHash = await call.shop.passwords.hash(input.password, signal);
  const opened = await call.write(async (tx) => {
    const invite = await assertAdmission(call, tx, input);
    const walkIn = await walkInOf(tx, invite);
    const id =
      input.accountType === 'mechanic'
        ? await joinStaff(call, tx, input, invite?.role === 'admin' ? 'admin' : 'mechanic', passwordHash)
        : await joinCustomers(call, tx, input, walkIn, passwordHash);
    const login = await getLogin(tx, id);
    if (!login) throw new Error('A new account has no login');
    await recordJoined(call, tx, login, walkIn);
    if (invite) await useInvite(call, tx, invite.id, id);
    return openSession(tx, call, login);
  });
  return issueSession(call.shop, opened);
}

/** Records the new account, which came by itself, with what it is to the shop. */
async function recordJoined(call: Call, tx: Queries, login: Login, walkIn: Customer | undefined): Promise<void> {
  const { id } = login;
  const origin = { accountId: id };
  if (login.role === 'customer') {
    const after = (await getCustomer(tx, id)) ?? null;
    recordChange(call, customerEntity, { before: walkIn ?? null, after, origin });
  } else {
    recordChange(call, staffEntity, { before: null, after: (await getStaff(tx, id)) ?? null, origin });
  }
  recordAccount(call, login, 'registered', { origin });
}

/** Must hold before the password is hashed and, since hashing takes time, again afterwards. */
async function assertAdmission(call: Call, db: Queries, { inviteCode, accountType, email }: Registration) {
  const invite = inviteCode == null ? null : await assertInvite(call, db, { code: inviteCode, accountType, email });
  const walkIn = await walkInOf(db, invite);
  if (invite?.customerId != null && (!walkIn || walkIn.hasLogin)) throw new AppError('INVALID_INVITE');
  await assertFreeEmail(db, email);
  return invite;
}

/** The customer without a login that an invite is for. */
async function walkInOf(db: Queries, invite: InviteRow | null): Promise<Customer | undefined> {
  return invite?.customerId == null ? undefined : getCustomer(db, invite.customerId);
}

function joinStaff(
  call: Call,
  tx: Queries,
  { accountType: _, inviteCode: __, password: ___, ...staff }: MechanicRegistration,
  role: 'mechanic' | 'admin',
  passwordHash: string,
): Promise<number> {
  return insertStaff(call, tx, { ...staff, role }, passwordHash);
}

/** Creates a customer, or gives a walk-in a login; what is not typed stays as the shop knows it. */
async function joinCustomers(
  call: Call,
  tx: Queries,
  input: CustomerRegistration,
  walkIn: Customer | undefined,
  passwordHash: string,
): Promise<number> {
  const { email, phone = null } = input;
  const { firstName = walkIn?.firstName, lastName = walkIn?.lastName, address = walkIn?.address ?? null } = input;
  // The schema requires them of everybody else.
  if (firstName === undefined || lastName === undefined) throw new Error('A registration has no name.');
  if (walkIn === undefined) {
    const account = { role: 'customer', email, passwordHash, firstName, lastName, createdAt: call.shop.now() } as const;
    return insertCustomer(tx, account, { phone, address });
  }
  await updateAccount(tx, walkIn.id, { email, passwordHash, firstName, lastName });
  await tx
    .update(customers)
    .set({ address, nameKey: sortKeyOf(lastName, firstName), ...(phone === null ? {} : { phone }) })
    .where(eq(customers.id, walkIn.id));
  await reindexCustomer(tx, walkIn.id);
  await call.shop.reindexing.dependentsOf(tx, customers, walkIn.id);
  return walkIn.id;
}
