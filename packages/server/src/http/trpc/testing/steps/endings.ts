import { PASSWORD } from '../../../../testing/testing.ts';
import type { Step } from './step.ts';

/** Webhooks, and the ends of sessions. */
export const endings: Step[] = [
  {
    path: 'webhooks.create',
    who: 'admin',
    input: () => ({ url: 'https://books.example/über', kinds: ['ticket.*', 'webhook.created'] }),
    keep: { as: 'webhookId', member: 'id' },
  },
  { path: 'webhooks.list', who: 'admin', input: () => ({ limit: 1 }) },
  { path: 'webhooks.get', who: 'admin', input: ({ webhookId }) => ({ id: webhookId }) },
  { path: 'webhooks.update', who: 'admin', input: ({ webhookId }) => ({ id: webhookId, description: 'Bücher' }) },
  { path: 'webhooks.rotateSecret', who: 'admin', input: ({ webhookId }) => ({ id: webhookId }) },
  {
    path: 'webhooks.test',
    who: 'admin',
    input: ({ webhookId }) => ({ id: webhookId }),
    keep: { as: 'deliveryId', member: 'id' },
  },
  { path: 'webhooks.deliveries', who: 'admin', input: ({ webhookId }) => ({ id: webhookId, status: 'failed' }) },
  { path: 'webhooks.redeliver', who: 'admin', input: ({ deliveryId }) => ({ deliveryId }) },
  { path: 'webhooks.delete', who: 'admin', input: ({ webhookId }) => ({ id: webhookId }) },
  {
    path: 'auth.changeEmail',
    who: 'customer',
    input: () => ({ currentPassword: PASSWORD, email: 'new@example.com' }),
  },
  { path: 'auth.sessions', who: 'guest', keep: { as: 'sessionId', member: 'items.0.id' } },
  { path: 'auth.endSession', who: 'guest', input: ({ sessionId }) => ({ id: sessionId }) },
  {
    path: 'auth.changePassword',
    who: 'mechanic',
    input: () => ({ currentPassword: PASSWORD, newPassword: `${PASSWORD} two` }),
  },
  { path: 'auth.logoutEverywhere', who: 'customer' },
  { path: 'auth.logout', who: 'admin' },
];
