import type { Webhook } from '@mechanic-shop/shared';
import { entityOf } from '../../core/events/entity.ts';
import type { Topic } from '../../platform/bus/bus.ts';

/** Announces that there may be something to deliver; the id is that of a webhook. */
export const webhookTopic: Topic = { name: 'webhook' };

/** Webhooks in events, without their secrets. */
export const webhookEntity = entityOf<Webhook>({ name: 'webhook', audience: 'admin', topic: webhookTopic });
