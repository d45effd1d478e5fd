import * as shared from '@mechanic-shop/shared';
import { EXAMPLE_NOW, examplePage, type FeatureDocs, model, union } from '../../core/docs.ts';
import { OWNER } from '../accounts/demo-people.ts';

/** The id of what the example of `create` makes in a fresh demo shop. */
const MADE = 1;

// What stands in the union of the contract, each under a name of its own.
const [inviteStaff, inviteCustomer] = shared.CreateInviteInput.options;
const terms = {
  id: MADE,
  role: 'mechanic',
  email: 'noel@example.com',
  customerId: null,
  expiresAt: '2026-11-22T09:30:00.000Z',
} as const;
const invite: shared.Invite = {
  ...terms,
  madeBy: { id: 1, firstName: OWNER.firstName, lastName: OWNER.lastName },
  usedAt: null,
  revokedAt: null,
  createdAt: EXAMPLE_NOW,
};
const termMembers = {
  id: 'The id.',
  role: 'The role that the new account gets.',
  email: 'Only somebody who registers with this e-mail may use it.',
  customerId: 'The walk-in whose row gets a login.',
  expiresAt: 'Until when the code works.',
};

/** Invites. */
export const invitesDocs: FeatureDocs<'invites'> = {
  tag: 'One-time codes with which staff join and walk-ins get a login.',
  resources: { invite: true },
  procedures: {
    create: {
      summary: 'Make an invite code',
      description:
        'Works once, for a week by default, while its maker is active and could still make it. Admins invite staff, ' +
        'mechanics invite walk-in customers.',
      reasons: ['NOT_FOUND', 'ROLE_REQUIRED'],
      example: { role: 'mechanic', email: 'noel@example.com', expiresInHours: 48 },
      answer: { ...terms, code: 'Q277-RR69-5FY2-JTFR-7PXV-399E-P2CF' },
    },
    list: {
      summary: 'List invites',
      description: 'Admins only. Newest first.',
      reasons: [],
      example: examplePage,
      answer: { items: [invite], nextCursor: null },
    },
    revoke: {
      summary: 'Withdraw an invite',
      description: 'Admins only. One already used or withdrawn stays as it is.',
      reasons: ['NOT_FOUND'],
      example: { id: MADE },
      answer: { ...invite, revokedAt: EXAMPLE_NOW },
    },
  },
  members: {
    id: 'The invite.',
  },
  models: {
    CreateInviteInput: union(shared.CreateInviteInput, 'role', 'Whom the code is for.'),

    Invite: model(shared.Invite, 'An invite, without its code.', {
      ...termMembers,
      madeBy: 'Who made it; null where the account is gone.',
      usedAt: 'When it was used; null while it is not.',
      revokedAt: 'When it was withdrawn; null while it is not.',
      createdAt: 'When it was made.',
    }),
    InviteCustomer: model(inviteCustomer, 'An invite for a walk-in, which gives the row a login.', {
      role: 'Always `customer`.',
      customerId: 'The walk-in whose row gets a login.',
      expiresInHours: 'For how many hours the code works.',
    }),
    InviteStaff: model(inviteStaff, 'An invite for a mechanic or admin. Admins only.', {
      role: 'The role that the new account gets.',
      email: 'Only somebody who registers with this e-mail may use it.',
      expiresInHours: 'For how many hours the code works.',
    }),
    NewInvite: model(shared.NewInvite, 'A new invite; its code is shown this once.', {
      ...termMembers,
      code: 'Shown this once and kept as a digest; works once.',
    }),
  },
};
