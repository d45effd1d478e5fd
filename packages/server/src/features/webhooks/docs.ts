import * as shared from '@mechanic-shop/shared';
import { EXAMPLE_NOW, type FeatureDocs, examplePage, model } from '../../core/docs.ts';

// Of a fresh demo shop, which has made no other.
const MADE = 1;

const webhook: shared.Webhook = {
  id: MADE,
  url: 'https://books.example/shop-events',
  kinds: ['ticket.*', 'invoice.paid'],
  description: 'Accounting',
  active: true,
  failingSince: null,
  disabledBecause: null,
  version: 1,
  createdAt: EXAMPLE_NOW,
};
const secret = 'whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oDazt9jVFMwho=';
const delivery: shared.Delivery = {
  id: MADE,
  webhookId: MADE,
  eventId: null,
  kind: 'webhook.test',
  attempts: 1,
  status: 'delivered',
  httpStatus: 204,
  error: null,
  at: EXAMPLE_NOW,
  nextAt: null,
};

const webhookMembers = {
  id: 'The id.',
  url: 'The address that receives a POST for each event.',
  kinds: 'What it receives: `ticket.created`, `ticket.*` for all of one entity, or `*` for everything.',
  description: 'What it is for.',
  active: 'Whether events are sent.',
  failingSince: 'Since when every attempt has failed; null while deliveries succeed.',
  disabledBecause: 'Why the server switched it off; null unless it did.',
  version: 'Increases by one with every change.',
  createdAt: 'When it was created.',
};

/** Webhooks and their deliveries. */
export const webhooksDocs: FeatureDocs<'webhooks'> = {
  tag: 'Addresses of other programs that receive the events of the shop, signed as Standard Webhooks says.',
  resources: { webhook: true, delivery: true },
  procedures: {
    list: {
      summary: 'List webhooks',
      description: 'Admins only. Newest first.',
      reasons: [],
      example: examplePage,
      answer: { items: [webhook], nextCursor: null },
    },
    get: {
      summary: 'Get a webhook',
      description: 'Admins only.',
      reasons: ['NOT_FOUND'],
      example: { id: MADE },
      answer: webhook,
    },
    create: {
      summary: 'Create a webhook',
      description:
        'Admins only. It receives the events from now on. The secret of the signatures is shown only here. An address must be `https` and reachable from the internet.',
      reasons: [],
      example: { url: webhook.url, kinds: webhook.kinds, description: 'Accounting' },
      answer: { ...webhook, secret },
    },
    update: {
      summary: 'Update a webhook',
      description:
        'Admins only. `active: true` also forgets past failures; the webhook then receives the events from that moment on, and what still waits.',
      reasons: ['NOT_FOUND', 'VERSION_MISMATCH'],
      example: { id: MADE, kinds: ['*'] },
      answer: { ...webhook, kinds: ['*'], version: 2 },
    },
    rotateSecret: {
      summary: 'Rotate the secret of a webhook',
      description: 'Admins only. For 24 hours each delivery has a signature with the former secret, too.',
      reasons: ['NOT_FOUND'],
      example: { id: MADE },
      answer: { ...webhook, secret },
    },
    delete: {
      summary: 'Delete a webhook',
      description: 'Admins only. Its deliveries go along.',
      reasons: ['NOT_FOUND'],
      example: { id: MADE },
      answer: { id: MADE, message: 'The webhook is deleted.' },
    },
    deliveries: {
      summary: 'List the deliveries of a webhook',
      description: 'Admins only. Newest first. Deliveries are kept for 30 days after their end.',
      reasons: ['NOT_FOUND'],
      example: { id: MADE, ...examplePage },
      answer: { items: [delivery], nextCursor: null },
    },
    redeliver: {
      summary: 'Deliver once more',
      description:
        'Admins only. Makes a delivery due at once, with the same `webhook-id`; a webhook that is switched off gets it once it is on again.',
      reasons: ['NOT_FOUND'],
      example: { deliveryId: MADE },
      answer: { ...delivery, status: 'waiting', nextAt: EXAMPLE_NOW },
    },
    test: {
      summary: 'Send a test',
      description:
        'Admins only. Sends `webhook.test` now, even to a webhook that is switched off, and answers with the delivery after up to 10 seconds. A test is not retried.',
      reasons: ['NOT_FOUND'],
      example: { id: MADE },
      answer: delivery,
    },
  },
  members: {
    id: 'The webhook.',
    deliveryId: 'The delivery.',
    url: 'An `https` address that the internet can reach, without a name, password or fragment.',
    kinds:
      '1 to 50 of `ticket.created`, `ticket.*` for all of one entity, or `*` for everything. Unknown kinds match nothing.',
    description: 'What it is for.',
    active: '`true` also forgets past failures.',
    status: 'Only these deliveries.',
  },
  models: {
    Webhook: model(shared.Webhook, 'Where events are sent.', webhookMembers),
    WebhookWithSecret: model(shared.WebhookWithSecret, 'A webhook with its secret, which is shown only once.', {
      ...webhookMembers,
      secret: '`whsec_` and 32 random bytes in base64, as Standard Webhooks writes it. Shown only once.',
    }),
    Delivery: model(shared.Delivery, 'An event on its way to a webhook.', {
      id: 'The id.',
      webhookId: 'The webhook.',
      eventId: 'The event; null for a test.',
      kind: 'The kind of event.',
      attempts: 'How many attempts have begun.',
      status: 'How far it is.',
      httpStatus: 'The status of the last answer; null without one.',
      error: 'What went wrong at the last attempt; null if nothing did.',
      at: 'When it was queued.',
      nextAt: 'When it is tried next; null unless it waits.',
    }),
    DeliveryStatus: model(shared.DeliveryStatus, 'How far a delivery is.'),
  },
};
