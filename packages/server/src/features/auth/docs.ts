import * as shared from '@mechanic-shop/shared';
import type { z } from 'zod';
import { EXAMPLE_NOW, EXAMPLE_PASSWORD, examplePage, type FeatureDocs, model, union } from '../../core/docs.ts';
import { CUSTOMER, DEMO_PASSWORD, MECHANIC, OWNER, demoIds } from '../accounts/demo-people.ts';
import { customer, customerMembers } from '../customers/docs.ts';
import { staffRecord } from '../mechanics/docs.ts';

/** The ids of what the examples create in a fresh demo shop. */
const made = { account: 55, resetCode: 1, session: 1 };

// The variants of the contract's unions, each under its own name.
type Two = z.ZodUnion<[z.ZodType, z.ZodType]>;
const [customerProfile] = (shared.Profile as unknown as Two).options;
const [registerCustomer, registerMechanic] = (shared.RegisterInput as unknown as Two).options;

const ada: shared.Account = {
  id: made.account,
  role: 'customer',
  email: 'ada@example.com',
  firstName: 'Ada',
  lastName: 'Moran',
};
function sessionOf(account: shared.Account): shared.Session {
  return {
    // Too short to be valid, so that no one uses it.
    token: 'eyJhbGciOiJIUzI1NiIsInR5cCI6ImF0K2p3dCJ9.eyJzaWQiOiIxIn0.LyvlZ9v0NkaYm9SF',
    expiresAt: '2026-11-20T10:30:00.000Z',
    refreshToken: 'wsan0_zTF7pLclfAgf7nMMBZEu3ZxTKwtIPJsh54c4A',
    refreshExpiresAt: '2026-12-20T09:30:00.000Z',
    account,
  };
}
const adaProfile: shared.Profile = {
  ...customer,
  id: made.account,
  role: 'customer',
  email: 'ada.moran@example.com',
  firstName: 'Ada',
  lastName: 'Moran',
  phone: '+353 20 910 0042',
  address: '12 Mill Lane, Bray',
  version: 2,
  createdAt: EXAMPLE_NOW,
};
const ownerRecord: shared.StaffRecord = {
  ...staffRecord,
  id: 1,
  ...OWNER,
  specialty: 'Estimates and diagnostics',
  role: 'admin',
  salaryCents: 6_800_000,
};
const resetCode: shared.ResetCodeInfo = {
  id: made.resetCode,
  accountId: made.account,
  madeBy: { id: 1, firstName: OWNER.firstName, lastName: OWNER.lastName },
  createdAt: EXAMPLE_NOW,
  expiresAt: '2026-11-21T09:30:00.000Z',
  usedAt: null,
  revokedAt: null,
};

/** Accounts and sessions. */
export const authDocs: FeatureDocs<'auth'> = {
  tag: 'Accounts and sessions.',
  resources: { reset_code: true, session: true },
  procedures: {
    register: {
      summary: 'Create an account and log in',
      description:
        'Anyone may register as a customer; a mechanic needs an invite code, and a customer with one takes over the ' +
        'record that the code was created for.',
      reasons: ['EMAIL_TAKEN', 'INVALID_INVITE', 'OVERLOADED'],
      example: {
        accountType: 'customer',
        email: 'ada@example.com',
        password: EXAMPLE_PASSWORD,
        firstName: 'Ada',
        lastName: 'Moran',
        address: '12 Mill Lane, Bray',
        phone: '+353 20 910 0042',
      },
      answer: sessionOf(ada),
    },
    login: {
      summary: 'Log in',
      description: 'With `accountType`, accounts of the other kind are rejected.',
      reasons: ['INVALID_CREDENTIALS', 'OVERLOADED'],
      example: { email: OWNER.email, password: DEMO_PASSWORD },
      answer: sessionOf({ id: 1, role: 'admin', ...OWNER }),
      underAlias: {
        customers: {
          example: { email: CUSTOMER.email, password: DEMO_PASSWORD },
          answer: sessionOf({ id: demoIds.customer, role: 'customer', ...CUSTOMER }),
        },
        mechanics: {
          example: { email: MECHANIC.email, password: DEMO_PASSWORD },
          answer: sessionOf({ id: demoIds.mechanic, role: 'mechanic', ...MECHANIC }),
        },
      },
    },
    refresh: {
      summary: 'Exchange a refresh token for a new session',
      description:
        'Each token works once. A repeat within 10 s gets the same successor while that is unused; any other reuse ends ' +
        'the sessions that came from it.',
      reasons: ['REFRESH_TOKEN_INVALID'],
      example: { refreshToken: 'q0nWZ3yGgS6rVbC2xT8uJ4kLm1pEoHd5aFi7vYtNw9s' },
      answer: sessionOf(ada),
    },
    logout: {
      summary: 'End this session',
      description: 'Its access and refresh tokens become invalid.',
      reasons: [],
      example: {},
      answer: { ended: 1 },
    },
    logoutEverywhere: {
      summary: "End all of the caller's sessions",
      description: 'Includes this session. Logs out every device.',
      reasons: [],
      example: {},
      answer: { ended: 3 },
    },
    me: {
      summary: "Read the caller's own record",
      description: 'A customer, or the staff record of a mechanic or admin.',
      reasons: [],
      example: {},
      answer: ownerRecord,
      underAlias: { customers: { answer: { role: 'customer', ...customer } }, mechanics: { answer: staffRecord } },
    },
    updateMe: {
      summary: "Update the caller's own record",
      description:
        '`phone` is for customers, `specialty` for mechanics. Absent fields stay unchanged; `null` clears one.',
      reasons: ['VERSION_MISMATCH'],
      example: { address: '4 Harbour Street, Bray' },
      answer: { ...ownerRecord, address: '4 Harbour Street, Bray', version: 2 },
      members: {
        specialty: 'The specialty of a mechanic; not for customers.',
        phone: 'The phone number of a customer; not for mechanics.',
      },
    },
    changePassword: {
      summary: 'Set a new password',
      description: 'Returns a new session; all other sessions end.',
      reasons: ['INVALID_CREDENTIALS', 'OVERLOADED'],
      example: { currentPassword: EXAMPLE_PASSWORD, newPassword: 'correct torque wrench' },
      answer: sessionOf({ ...ada, email: 'ada.moran@example.com' }),
    },
    changeEmail: {
      summary: 'Change the e-mail to log in with',
      description: 'At most ten times an hour.',
      reasons: ['INVALID_CREDENTIALS', 'EMAIL_TAKEN', 'OVERLOADED'],
      example: { currentPassword: EXAMPLE_PASSWORD, email: 'ada.moran@example.com' },
      answer: adaProfile,
      members: { email: 'The new e-mail to log in with.' },
    },
    createResetCode: {
      summary: 'Create a one-time code for a forgotten password',
      description:
        'Works once, for 24 hours, while its creator is active and could still create it. Mechanics create it for customers, ' +
        'admins for everyone.',
      reasons: ['NOT_FOUND'],
      example: { accountId: made.account },
      answer: { code: 'S7K2-GBS9-BK5M-GVS4-VDV9-K7GK-J4R1', expiresAt: '2026-11-21T09:30:00.000Z' },
    },
    resetCodes: {
      summary: 'List reset codes',
      description: 'Admins only. Newest first, until one day after they expire.',
      reasons: [],
      example: examplePage,
      answer: { items: [resetCode], nextCursor: null },
    },
    revokeResetCode: {
      summary: 'Revoke a reset code',
      description: 'Admins only. A used or revoked code does not change.',
      reasons: ['NOT_FOUND'],
      example: { id: made.resetCode },
      answer: { ...resetCode, revokedAt: EXAMPLE_NOW },
      members: { id: 'The reset code.' },
    },
    resetPassword: {
      summary: 'Set a new password with a one-time code',
      description: 'Logs in, and ends all other sessions.',
      reasons: ['INVALID_RESET_CODE', 'OVERLOADED'],
      example: { code: 'K7QW-3MRT-9XZC-VB2N-4DPH-8FTS-6JQY', newPassword: EXAMPLE_PASSWORD },
      answer: sessionOf({ ...ada, email: 'ada.moran@example.com' }),
    },
    sessions: {
      summary: "List the caller's sessions",
      description: 'Newest first.',
      reasons: [],
      example: {},
      answer: {
        items: [{ id: 2, createdAt: EXAMPLE_NOW, lastUsedAt: EXAMPLE_NOW, userAgent: 'curl/8.14.1', current: true }],
      },
    },
    endSession: {
      summary: "End one of the caller's sessions",
      description: 'This session or another. Its tokens become invalid.',
      reasons: ['NOT_FOUND'],
      example: { id: made.session },
      answer: { ended: 1 },
      members: { id: 'The session, out of `GET /sessions`.' },
    },
  },
  members: {
    firstName: 'The first name.',
    lastName: 'The last name.',
    address: 'The postal address, on one line or several.',
    phone: 'The phone number, in any notation.',
    accountType: '`customer`, or `mechanic` for all staff.',
    email: 'The e-mail to log in with.',
    password: 'The password.',
    inviteCode: 'An invite code.',
    specialty: 'The specialty of a mechanic.',
    currentPassword: 'The current password.',
    newPassword: 'The new password.',
    refreshToken: 'The `refreshToken` of the session, which works once.',
    accountId: 'The account whose password is forgotten.',
    code: 'The one-time code, as created by staff.',
  },
  models: {
    RegisterInput: union(shared.RegisterInput, 'accountType', 'Who opens an account.'),
    Account: model(shared.Account, 'A login. Its id is also the id of the customer or mechanic behind it.', {
      id: 'The id; also that of its customer or mechanic.',
      role: 'What the account may do.',
      email: 'The e-mail to log in with, in lower case.',
      firstName: 'The first name.',
      lastName: 'The last name.',
    }),
    CustomerProfile: model(customerProfile, "A customer's own record.", {
      ...customerMembers,
      role: 'Always `customer`.',
    }),
    Ended: model(shared.Ended, 'How many sessions ended.', { ended: 'The number of sessions.' }),
    Profile: union(
      shared.Profile,
      'role',
      "The caller's own record: a customer, or the staff record of a mechanic or admin.",
    ),
    RegisterCustomer: model(registerCustomer, 'A customer who opens an account.', {
      firstName: 'The first name. With `inviteCode` it defaults to the one on record; required without.',
      lastName: 'The last name. With `inviteCode` it defaults to the one on record; required without.',
      address: 'The postal address. With `inviteCode` it defaults to the one on record; required without.',
      inviteCode: 'Adds a login to the record that the code was created for.',
    }),
    RegisterMechanic: model(registerMechanic, 'A mechanic who opens an account.', {
      inviteCode: 'The invite code from an admin.',
    }),
    ResetCode: model(shared.ResetCode, 'A one-time code for setting a new password, shown only once.', {
      code: 'The code.',
      expiresAt: 'When it expires.',
    }),
    ResetCodeInfo: model(shared.ResetCodeInfo, 'A one-time code for setting a new password, without the code itself.', {
      id: 'The id.',
      accountId: 'The account whose password it may set.',
      madeBy: 'The creator; null if that account was deleted.',
      createdAt: 'When it was created.',
      expiresAt: 'When it expires.',
      usedAt: 'When it was used; null if it was not.',
      revokedAt: 'When it was revoked; null if it was not.',
    }),
    Role: model(
      shared.Role,
      'The role of an account. Admins have all permissions of mechanics. An open list: later versions may add values.',
    ),
    Session: model(
      shared.Session,
      'The result of a login: an access token for an hour, and a refresh token that works once, for 30 days.',
      {
        token: 'The access token, a JWT.',
        expiresAt: 'When the access token expires.',
        refreshToken: 'The refresh token, opaque; it works once.',
        refreshExpiresAt: 'When the refresh token expires.',
        account: 'The account that logged in.',
      },
    ),
    SessionInfo: model(shared.SessionInfo, 'A device where the caller is logged in.', {
      id: 'The id.',
      createdAt: 'When the login took place.',
      lastUsedAt: 'When it was last used, accurate to one minute.',
      userAgent: 'The user agent of the login.',
      current: 'Whether this call was made with this session.',
    }),
    SessionList: model(shared.SessionList, 'The sessions of one account.', { items: 'The sessions, newest first.' }),
  },
};
