import { expect } from 'vitest';
import type { Actor, TestShop } from '../../../server/src/testing/testing.ts';
import { type Case, NOWHERE, deleted, first, testCommands } from '../testing/command-cases.ts';
import { createFixtures } from '../testing/fixtures.ts';

const HOOK = { url: 'https://books.example/events', kinds: ['ticket.*'] };

/** A webhook with a test that could not be delivered. */
async function createWebhook(people: TestShop, admin: Actor) {
  const { secret: _, ...webhook } = await admin.call.webhooks.create(HOOK);
  const delivery = await admin.call.webhooks.test({ id: webhook.id });
  return { ...(await createFixtures(people, admin)), webhook, delivery };
}
type WebhookFixtures = Awaited<ReturnType<typeof createWebhook>>;

const secret = expect.stringMatching(/^whsec_\S{44}$/) as string;

testCommands<WebhookFixtures>(
  [
    {
      name: 'webhooks list',
      line: () => ['--limit', 1],
      shows: ['URL', HOOK.url, 'on'],
      json: (shop) => shop.webhooks.list.query({ limit: 1 }),
      refused: [() => ['--limit', 0], 2, /--limit/],
    },
    {
      name: 'webhooks show',
      line: ({ webhook }) => [webhook.id],
      shows: [HOOK.url, 'ticket.*', 'on'],
      json: (shop, { webhook: { id } }) => shop.webhooks.get.query({ id }),
      refused: [() => [NOWHERE], 4, /webhook/],
    },
    {
      name: 'webhooks create',
      line: () => [HOOK.url, '--kind', 'part.low'],
      shows: ['whsec_', 'not shown again', 'part.low'],
      json: async (shop) => ({ ...first(await shop.webhooks.list.query({ limit: 1 })), secret }),
      refused: [() => ['https://10.0.0.1/', '--kind', '*'], 2, /url.*internet can reach/],
    },
    {
      name: 'webhooks update',
      line: ({ webhook }) => [webhook.id, '--no-active'],
      shows: [HOOK.url, 'off'],
      json: (shop, { webhook: { id } }) => shop.webhooks.get.query({ id }),
      refused: [({ webhook }) => [webhook.id, '--active', '--if-version', 99], 5, /version/],
    },
    {
      name: 'webhooks rotate-secret',
      line: ({ webhook }) => [webhook.id],
      shows: ['whsec_', 'not shown again'],
      json: async (shop, { webhook: { id } }) => ({ ...(await shop.webhooks.get.query({ id })), secret }),
      refused: [() => [NOWHERE], 4, /webhook/],
    },
    {
      name: 'webhooks deliveries',
      line: ({ webhook }) => [webhook.id, '--status', 'failed'],
      shows: ['webhook.test', 'failed'],
      json: (shop, { webhook: { id } }) => shop.webhooks.deliveries.query({ id, status: 'failed' }),
      refused: [() => [NOWHERE], 4, /webhook/],
    },
    {
      name: 'webhooks redeliver',
      line: ({ delivery }) => [delivery.id],
      shows: ['webhook.test', 'waiting'],
      json: async (shop, { webhook: { id } }) => first(await shop.webhooks.deliveries.query({ id })),
      refused: [() => [NOWHERE], 4, /delivery/],
    },
    {
      name: 'webhooks test',
      line: ({ webhook }) => [webhook.id],
      shows: ['webhook.test', 'failed', 'cannot reach'],
      json: async (shop, { webhook: { id } }) => first(await shop.webhooks.deliveries.query({ id })),
      refused: [() => [NOWHERE], 4, /webhook/],
    },
    {
      name: 'webhooks delete',
      line: ({ webhook }) => [webhook.id, '--yes'],
      shows: ['is deleted'],
      json: deleted,
      refused: [() => [NOWHERE, '--yes'], 4, /webhook/],
    },
  ] satisfies Case<WebhookFixtures>[],
  createWebhook,
);
