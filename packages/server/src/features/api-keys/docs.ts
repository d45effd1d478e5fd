import * as shared from '@mechanic-shop/shared';
import { EXAMPLE_NOW, examplePage, type FeatureDocs, model } from '../../core/docs.ts';
import { demoIds } from '../accounts/demo-people.ts';
import { DEMO_KEY } from './demo-key.ts';

// A fresh demo shop has one key, so the example of `create` creates the second.
const key: shared.ApiKey = {
  id: 2,
  name: 'Parts price list',
  scopes: ['inventory.*', 'shop.get'],
  accountId: 1,
  createdAt: EXAMPLE_NOW,
  lastUsedAt: null,
  expiresAt: '2027-11-20T09:30:00.000Z',
  revokedAt: null,
};

const demoKey: shared.ApiKey = {
  ...DEMO_KEY,
  id: 1,
  accountId: demoIds.mechanic,
  createdAt: '2026-11-16T09:00:00.000Z',
  lastUsedAt: null,
  expiresAt: null,
  revokedAt: '2026-11-16T09:05:00.000Z',
};

const keyMembers = {
  id: 'The id.',
  name: 'What the key is for.',
  scopes: 'What it may call: procedures (`tickets.get`), groups (`tickets.*`), everything that reads (`*:read`).',
  accountId: 'The account that created it, and for which it acts.',
  createdAt: 'When it was created.',
  lastUsedAt: 'When it was last used, accurate to one minute; null if it was not.',
  expiresAt: 'When it expires; null for never.',
  revokedAt: 'When it was revoked; null if it was not.',
};

/** API keys. */
export const apiKeysDocs: FeatureDocs<'apiKeys'> = {
  tag: 'Keys with which programs call the API for the account that created them.',
  resources: { api_key: true },
  procedures: {
    list: {
      summary: 'List API keys',
      description: 'Mechanics see their own, admins all. Newest first.',
      reasons: [],
      example: examplePage,
      answer: { items: [key, demoKey], nextCursor: null },
    },
    create: {
      summary: 'Create an API key',
      description:
        'Send the key as a bearer token. It acts for the account that created it, with the current role of that ' +
        'account, in the procedures that `scopes` cover: procedures, groups like `tickets.*`, or `*:read` for ' +
        'everything that reads. No key reaches `auth` (except `auth.me`), `apiKeys`, `invites` and `webhooks`; public ' +
        'procedures need no scope. An account has at most 100 keys that are neither revoked nor expired.',
      reasons: [],
      example: { name: key.name, scopes: key.scopes, expiresInDays: 365 },
      answer: { ...key, key: 'msk_3VYz0mZ7rQmC1dJt9eXo5uWbKp2sLhNf8aGiTvRyQEs' },
    },
    revoke: {
      summary: 'Revoke an API key',
      description: 'Takes effect immediately. Mechanics revoke their own, admins all. A revoked key does not change.',
      reasons: ['NOT_FOUND'],
      example: { id: key.id },
      answer: { ...key, revokedAt: EXAMPLE_NOW },
    },
  },
  members: {
    id: 'The API key.',
    name: 'What the key is for.',
    scopes: 'What it may call: procedures (`tickets.get`), groups (`tickets.*`), everything that reads (`*:read`).',
    expiresInDays: 'How many days the key is valid. Without it, the key does not expire.',
  },
  models: {
    ApiKey: model(shared.ApiKey, 'An API key, without the key itself.', keyMembers),
    NewApiKey: model(shared.NewApiKey, 'A new API key; the key itself is shown only once.', {
      ...keyMembers,
      key: 'Shown only once and stored as a digest.',
    }),
  },
};
