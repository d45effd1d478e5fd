import type { Delivery, Webhook } from '@mechanic-shop/shared';
import { type Case, gone } from './case.ts';
import { pageOf } from './samples.ts';

const webhook: Webhook = {
  id: 31,
  url: 'https://books.example/events',
  kinds: ['ticket.*', 'invoice.paid'],
  description: 'Accounting',
  active: false,
  failingSince: '2026-11-15T09:30:00.000Z',
  disabledBecause: 'All attempts of five days failed.',
  version: 3,
  createdAt: '2026-11-10T09:30:00.000Z',
};
const made = {
  answer: { ...webhook, secret: 'whsec_c2VjcmV0' },
  shows: ['Webhook 31', 'whsec_c2VjcmV0', 'not shown again'],
};
const delivery: Delivery = {
  id: 41,
  webhookId: 31,
  eventId: 4711,
  kind: 'ticket.created',
  attempts: 2,
  status: 'waiting',
  httpStatus: 503,
  error: 'It did not answer 2xx.',
  at: '2026-11-20T09:30:00.000Z',
  nextAt: '2026-11-20T09:35:00.000Z',
};
const shown = {
  answer: webhook,
  shows: ['Webhook 31', webhook.url, 'ticket.* invoice.paid', 'off', 'All attempts of five days failed.'],
};
const sent = { answer: delivery, shows: ['Delivery 41', 'ticket.created', 'waiting', '503', 'It did not answer 2xx.'] };

/** Commands for webhooks. */
export const webhookCases: Case[] = [
  {
    line: ['webhooks', 'list'],
    path: 'webhooks.list',
    input: {},
    answer: pageOf(webhook),
    shows: ['URL', 'STATE', webhook.url, 'off'],
  },
  { line: ['webhooks', 'show', '31'], path: 'webhooks.get', input: { id: 31 }, ...shown },
  {
    line: ['webhooks', 'create', webhook.url, '--kind', 'ticket.*', '--kind', 'invoice.paid'],
    path: 'webhooks.create',
    input: { url: webhook.url, kinds: webhook.kinds },
    ...made,
  },
  {
    line: ['webhooks', 'update', '31', '--kind', '*', '--no-active', '--clear', 'description', '--if-version', '3'],
    path: 'webhooks.update',
    input: { id: 31, kinds: ['*'], active: false, description: null, version: 3 },
    ...shown,
  },
  {
    line: ['webhooks', 'update', '31', '--to', webhook.url],
    path: 'webhooks.update',
    input: { id: 31, url: webhook.url },
    ...shown,
  },
  { line: ['webhooks', 'rotate-secret', '31'], path: 'webhooks.rotateSecret', input: { id: 31 }, ...made },
  {
    line: ['webhooks', 'delete', '31', '--yes'],
    path: 'webhooks.delete',
    input: { id: 31 },
    answer: gone,
    shows: ['It is gone'],
  },
  {
    line: ['webhooks', 'deliveries', '31', '--status', 'waiting'],
    path: 'webhooks.deliveries',
    input: { id: 31, status: 'waiting' },
    answer: pageOf(delivery),
    shows: ['KIND', 'STATUS', 'ticket.created', 'waiting', '503'],
  },
  { line: ['webhooks', 'redeliver', '41'], path: 'webhooks.redeliver', input: { deliveryId: 41 }, ...sent },
  { line: ['webhooks', 'test', '31'], path: 'webhooks.test', input: { id: 31 }, ...sent },
];
