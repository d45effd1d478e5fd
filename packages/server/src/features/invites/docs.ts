import * as shared from '@mechanic-shop/shared';
import { EXAMPLE_NOW, examplePage, type FeatureDocs, model, union } from '../../core/docs.ts';
import { OWNER } from '../accounts/demo-people.ts';

/** The id of what the example of `create` creates in a fresh demo shop. */
const MADE = 1;

// The variants of the contract's union, each under its own name.
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
  role: 'The role of the new account.',
  email: 'If set, the code works only for this e-mail.',
  customerId: 'The customer who gets a login.',
  expiresAt: 'When the code expires.',
};

/** Invites. */
export const invitesDocs: FeatureDocs<'invites'> = {
  tag: 'One-time codes for new staff, and for customers who get a login.',
  resources: { invite: true },
  procedures: {
    create: {
      summary: 'Create an invite code',
      description:
        'Works once, for a week by default, while its creator is active and could still create it. Admins invite staff, ' +
        'mechanics invite customers.',
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
      summary: 'Revoke an invite',
      description: 'Admins only. A used or revoked invite does not change.',
      reasons: ['NOT_FOUND'],
      example: { id: MADE },
      answer: { ...invite, revokedAt: EXAMPLE_NOW },
    },
  },
  members: {
    id: 'The invite.',
  },
  models: {
    CreateInviteInput: union(shared.CreateInviteInput, 'role', 'Who may use the code.'),

    Invite: model(shared.Invite, 'An invite, without its code.', {
      ...termMembers,
      madeBy: 'The creator; null if that account was deleted.',
      usedAt: 'When it was used; null if it was not.',
      revokedAt: 'When it was revoked; null if it was not.',
      createdAt: 'When it was created.',
    }),
    InviteCustomer: model(inviteCustomer, 'An invite for a customer without a login.', {
      role: 'Always `customer`.',
      customerId: 'The customer who gets a login.',
      expiresInHours: 'How many hours the code is valid.',
    }),
    InviteStaff: model(inviteStaff, 'An invite for a mechanic or admin. Admins only.', {
      role: 'The role of the new account.',
      email: 'If set, the code works only for this e-mail.',
      expiresInHours: 'How many hours the code is valid.',
    }),
    NewInvite: model(shared.NewInvite, 'A new invite; its code is shown only once.', {
      ...termMembers,
      code: 'Shown only once and stored as a digest; works once.',
    }),
  },
};
