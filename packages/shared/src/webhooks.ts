import * as z from 'zod';
import type { Mutation, Query } from './contract.ts';
import { type Deleted, Id, type IdInput, NOTHING_TO_CHANGE, Version, namesAChange } from './values/input.ts';
import { type Page, type PageInput, pageInput } from './values/paging.ts';
import { Line } from './values/text.ts';
import { Instant } from './values/time.ts';

/** Where a shop sends its events. */
export interface Webhook {
  id: number;
  /** The address that receives a POST for each event. */
  url: string;
  /** Such as `ticket.created`, `ticket.*` for all of one entity, or `*` for everything. */
  kinds: string[];
  description: string | null;
  /** Whether events are sent; what waits is sent once it is switched on again. */
  active: boolean;
  /** Since when every attempt has failed, ISO 8601 in UTC; null while deliveries succeed. */
  failingSince: string | null;
  /** Why the server switched it off; null unless it did. */
  disabledBecause: string | null;
  /** Increases by one with every change of the members above but `failingSince`. */
  version: number;
  /** ISO 8601 in UTC. */
  createdAt: string;
}
const webhook = {
  id: Id,
  url: z.string(),
  kinds: z.array(z.string()),
  description: z.string().nullable(),
  active: z.boolean(),
  failingSince: Instant.nullable(),
  disabledBecause: z.string().nullable(),
  version: Version,
  createdAt: Instant,
};
/** @internal */
export const Webhook: z.ZodType<Webhook> = z.object(webhook);

/** A webhook with its secret, which the server shows only when it is made. */
export interface WebhookWithSecret extends Webhook {
  /** `whsec_` and 32 random bytes in base64: the key of the signatures, as Standard Webhooks writes it. */
  secret: string;
}
/** @internal */
export const WebhookWithSecret: z.ZodType<WebhookWithSecret> = z.object({ ...webhook, secret: z.string() });

/** How far a delivery is. */
export const DeliveryStatus = z.enum(['waiting', 'delivered', 'failed']);
export type DeliveryStatus = z.infer<typeof DeliveryStatus>;

/** An event on its way to a webhook. */
export interface Delivery {
  id: number;
  webhookId: number;
  /** Null for a test. */
  eventId: number | null;
  kind: string;
  /** How many attempts have begun. */
  attempts: number;
  status: DeliveryStatus;
  /** The status of the last answer; null without one. */
  httpStatus: number | null;
  /** What went wrong at the last attempt; null if nothing did. */
  error: string | null;
  /** When it was queued, ISO 8601 in UTC. */
  at: string;
  /** When it is tried next, ISO 8601 in UTC; null unless it waits. */
  nextAt: string | null;
}
/** @internal */
export const Delivery: z.ZodType<Delivery> = z.object({
  id: Id,
  webhookId: Id,
  eventId: Id.nullable(),
  kind: z.string(),
  attempts: z.int().min(0),
  status: DeliveryStatus,
  httpStatus: z.int().nullable(),
  error: z.string().nullable(),
  at: Instant,
  nextAt: Instant.nullable(),
});

const Url = Line(1, 2000);
const Kinds = z.array(Line(1, 50)).min(1).max(50);
const Description = Line(1, 200);

export type ListWebhooksInput = PageInput | void;
/** @internal */
export const ListWebhooksInput = z.strictObject({ ...pageInput }).prefault({});

export const CreateWebhookInput = z.strictObject({
  /** An `https` address that the internet can reach, without a name, password or fragment; at most 2,000 characters. */
  url: Url,
  /** 1 to 50 of `ticket.created`, `ticket.*` for all of one entity, or `*` for everything. */
  kinds: Kinds,
  description: Description.nullish(),
});
export type CreateWebhookInput = z.input<typeof CreateWebhookInput>;

export const UpdateWebhookInput = z
  .strictObject({
    id: Id,
    version: Version.optional(),
    /** As in `webhooks.create`. */
    url: Url.optional(),
    /** Replaces all kinds; as in `webhooks.create`. */
    kinds: Kinds.optional(),
    description: Description.nullable().optional(),
    /** `true` also forgets past failures. */
    active: z.boolean().optional(),
  })
  .refine(namesAChange, NOTHING_TO_CHANGE);
export type UpdateWebhookInput = z.input<typeof UpdateWebhookInput>;

export interface ListDeliveriesInput extends PageInput {
  /** The webhook. */
  id: number;
  status?: DeliveryStatus | undefined;
}
/** @internal */
export const ListDeliveriesInput = z.strictObject({ ...pageInput, id: Id, status: DeliveryStatus.optional() });

export const RedeliverInput = z.strictObject({ deliveryId: Id });
export type RedeliverInput = z.input<typeof RedeliverInput>;

/** What a webhook receives, as JSON. Its signature follows Standard Webhooks. */
export interface WebhookPayload<Data> {
  /** The kind of the event; `webhook.test` for a test. */
  type: string;
  /** When it happened, ISO 8601 in UTC. */
  timestamp: string;
  /** The event as `events.list` shows it to an admin. A test has the id 0. */
  data: Data;
}

/** Addresses of other programs that receive the shop's events. Admins only. */
export interface WebhooksApi {
  /** Lists webhooks, newest first. Admins only. */
  list: Query<ListWebhooksInput, Page<Webhook>>;
  /** Returns one webhook. Admins only. Errors: `NOT_FOUND`. */
  get: Query<IdInput, Webhook>;
  /**
   * Creates a webhook for the events from now on, and returns its secret, which is shown only here. Takes no
   * idempotency key. Admins only. Errors: `INVALID_INPUT` at `url` for an address that is not allowed.
   */
  create: Mutation<CreateWebhookInput, WebhookWithSecret>;
  /**
   * Updates a webhook. Switched on again, it receives the events from then on, and what still waits.
   * Admins only. Errors: `NOT_FOUND`, `VERSION_MISMATCH`, `INVALID_INPUT` at `url`.
   */
  update: Mutation<UpdateWebhookInput, Webhook>;
  /**
   * Returns a new secret. For 24 hours each delivery has a signature with the former secret, too. Takes no idempotency
   * key. Admins only. Errors: `NOT_FOUND`.
   */
  rotateSecret: Mutation<IdInput, WebhookWithSecret>;
  /** Deletes a webhook and its deliveries. Admins only. Errors: `NOT_FOUND`. */
  delete: Mutation<IdInput, Deleted>;
  /** Lists the deliveries of a webhook, newest first. Admins only. Errors: `NOT_FOUND`. */
  deliveries: Query<ListDeliveriesInput, Page<Delivery>>;
  /** Makes a delivery due at once, with the same `webhook-id`. Admins only. Errors: `NOT_FOUND` (delivery). */
  redeliver: Mutation<RedeliverInput, Delivery>;
  /**
   * Sends `webhook.test` now, even to a webhook that is switched off, and returns the delivery, delivered or failed.
   * Takes up to 10 s and no idempotency key. Admins only. Errors: `NOT_FOUND`.
   */
  test: Mutation<IdInput, Delivery>;
}

/** The resources that `NOT_FOUND` names here. */
export type WebhookResource = 'webhook' | 'delivery';
/** The rows with a `version` here, by the procedure that checks it. */
export interface WebhookRows {
  'webhooks.update': Webhook;
}
