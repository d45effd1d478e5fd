import { type Delivery, DeliveryStatus, type Webhook, type WebhookWithSecret } from '@mechanic-shop/shared';
import type { Command } from 'commander';
import { type Entry, card } from './card.ts';
import { addCommand, addGroup } from './command.ts';
import { addDelete } from './delete.ts';
import { choice, clearable, id, ifVersion, many, required, text, yesNo } from './fields.ts';
import type { Io } from './io.ts';
import { addList } from './list.ts';
import { showInstant } from './moment.ts';
import { type Column, ID, KEY } from './table.ts';
import type { View } from './view.ts';

function stateOf({ active, failingSince }: Webhook): string {
  if (!active) return 'off';
  return failingSince === null ? 'on' : 'failing';
}

const columns: Column<Webhook>[] = [
  { title: 'ID', cell: (webhook) => webhook.id, keep: ID },
  { title: 'URL', cell: (webhook) => webhook.url, keep: KEY },
  { title: 'KINDS', cell: (webhook) => webhook.kinds.join(' ') },
  { title: 'STATE', cell: stateOf, keep: 3 },
  { title: 'DESCRIPTION', cell: (webhook) => webhook.description },
];

function entriesOf(webhook: Webhook): Entry[] {
  return [
    ['url', webhook.url],
    ['kinds', webhook.kinds.join(' ')],
    ['description', webhook.description],
    ['state', stateOf(webhook)],
    ['failing since', webhook.failingSince && showInstant(webhook.failingSince)],
    ['off because', webhook.disabledBecause],
    ['version', webhook.version],
    ['created', showInstant(webhook.createdAt)],
  ];
}

const webhookCard = (webhook: Webhook, view: View) => card(`Webhook ${webhook.id}`, entriesOf(webhook), view);

/** A webhook with its secret, which the server shows this once. */
function secretCard(webhook: WebhookWithSecret, view: View): string[] {
  return card(
    `Webhook ${webhook.id}`,
    [['secret', webhook.secret], ['note', 'The secret is not shown again.'], ...entriesOf(webhook)],
    view,
  );
}

const deliveryColumns: Column<Delivery>[] = [
  { title: 'ID', cell: (delivery) => delivery.id, keep: ID },
  { title: 'KIND', cell: (delivery) => delivery.kind, keep: KEY },
  { title: 'EVENT', cell: (delivery) => delivery.eventId, keep: 1 },
  { title: 'STATUS', cell: (delivery) => delivery.status, keep: 3 },
  { title: 'ATTEMPTS', cell: (delivery) => delivery.attempts, keep: 1 },
  { title: 'ANSWER', cell: (delivery) => delivery.httpStatus, keep: 1 },
  { title: 'ERROR', cell: (delivery) => delivery.error },
  { title: 'NEXT', cell: (delivery) => delivery.nextAt && showInstant(delivery.nextAt), whole: true },
  { title: 'SINCE', cell: (delivery) => showInstant(delivery.at), whole: true },
];

function deliveryCard(delivery: Delivery, view: View): string[] {
  return card(
    `Delivery ${delivery.id}`,
    [
      ['webhook', delivery.webhookId],
      ['event', delivery.eventId],
      ['kind', delivery.kind],
      ['status', delivery.status],
      ['attempts', delivery.attempts],
      ['answer', delivery.httpStatus],
      ['error', delivery.error],
      ['next', delivery.nextAt && showInstant(delivery.nextAt)],
      ['since', showInstant(delivery.at)],
    ],
    view,
  );
}

const webhook = { id: required(id('<id>', 'the webhook')) };
const address = 'the https address that receives the events';
const kinds = many(text('--kind <kind>', 'a kind of event, like ticket.created, "ticket.*" or "*"; can be repeated'));
const description = text('--description <text>', 'what it is for');

/** `shop webhooks`: where events are sent. */
export function addWebhooks(program: Command, io: Io): void {
  const group = addGroup(program, 'webhooks', 'addresses of other programs that receive the events (admins)');
  addList(group, io, {
    name: 'list',
    about: 'list webhooks, newest first',
    call: ({ shop }, input) => shop.webhooks.list.query(input),
    columns,
  });
  addCommand(group, io, {
    name: 'show',
    about: 'show a webhook',
    args: webhook,
    call: ({ shop }, input) => shop.webhooks.get.query(input),
    show: webhookCard,
  });
  addCommand(group, io, {
    name: 'create',
    about: 'create a webhook and show its secret',
    args: { url: required(text('<url>', address)) },
    options: { kinds: required(kinds), description },
    call: ({ shop }, input) => shop.webhooks.create.mutate(input),
    show: secretCard,
  });
  addCommand(group, io, {
    name: 'update',
    about: 'change a webhook; --kind replaces all kinds, --active also forgets past failures',
    args: webhook,
    options: {
      // --url is the shop's own.
      url: text('--to <url>', address),
      kinds,
      description: clearable(description),
      active: yesNo('--active', 'whether events are sent'),
      version: ifVersion,
    },
    call: ({ shop }, input) => shop.webhooks.update.mutate(input),
    show: webhookCard,
  });
  addCommand(group, io, {
    name: 'rotate-secret',
    about: 'make a new secret and show it; the former one also signs for 24 hours',
    args: webhook,
    call: ({ shop }, input) => shop.webhooks.rotateSecret.mutate(input),
    show: secretCard,
  });
  addDelete(group, io, {
    about: 'delete a webhook and its deliveries',
    what: 'the webhook',
    describe: async ({ shop }, webhookId) =>
      `webhook ${webhookId} to ${(await shop.webhooks.get.query({ id: webhookId })).url}, and its deliveries`,
    call: ({ shop }, input) => shop.webhooks.delete.mutate(input),
  });
  addList(group, io, {
    name: 'deliveries',
    about: 'list the deliveries of a webhook, newest first',
    args: webhook,
    options: { status: choice('--status <status>', 'only these', DeliveryStatus.options) },
    call: ({ shop }, input) => shop.webhooks.deliveries.query(input),
    columns: deliveryColumns,
  });
  addCommand(group, io, {
    name: 'redeliver',
    about: 'send a delivery once more',
    args: { deliveryId: required(id('<delivery>', 'the delivery')) },
    call: ({ shop }, input) => shop.webhooks.redeliver.mutate(input),
    show: deliveryCard,
  });
  addCommand(group, io, {
    name: 'test',
    about: 'send a test now and show how it went',
    args: webhook,
    call: ({ shop }, input) => shop.webhooks.test.mutate(input),
    show: deliveryCard,
  });
}
