import { randomUUID } from 'node:crypto';
import { and, eq, sql } from 'drizzle-orm';
import { recordChange } from '../../core/events/record.ts';
import type { Shop } from '../../core/shop.ts';
import type { Queries } from '../../platform/db/database.ts';
import type { Posted } from '../../platform/outgoing/poster.ts';
import type { Claim } from './claims.ts';
import { webhookEntity } from './entity.ts';
import { type WebhookRow, asWebhook, findWebhook } from './rows.ts';
import { deliveries, webhooks } from './table.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

/** The waits before the second and every further attempt. */
export const WAITS_MS: readonly number[] = [
  5_000,
  5 * MINUTE_MS,
  30 * MINUTE_MS,
  ...[2, 5, 10, 14, 20, 24].map((hours) => hours * HOUR_MS),
];

/** A wait is longer by up to a tenth, so that what failed together does not come back together. */
const JITTER = 0.1;

/** A webhook whose every attempt failed for so long is switched off. */
export const PATIENCE_MS = 5 * 24 * HOUR_MS;

const GONE = 410;

type Recorder = Pick<Shop, 'database' | 'now' | 'bus'>;

/** Records how an attempt went, unless the claim has passed to another process meanwhile. */
export function recordOutcome(
  shop: Recorder,
  claim: Claim,
  posted: Posted,
  random: () => number = Math.random,
): Promise<void> {
  return shop.database.write(async (tx) => {
    const now = shop.now();
    const changed = await tx
      .update(deliveries)
      .set({
        httpStatus: posted.status,
        error: posted.error,
        claimedUntil: null,
        ...nextState(claim, posted, now, random),
      })
      .where(isStillMine(claim))
      .returning({ id: deliveries.id });
    if (changed.length === 0) return;
    const webhook = await findWebhook(tx, claim.webhookId);
    if (!webhook) return;
    if (posted.error === null) await noteSuccess(tx, webhook);
    else await noteFailure(shop, tx, webhook, posted);
  });
}

/** Returns a delivery whose attempt was broken off, to be sent again at once. */
export async function releaseClaim({ database }: Pick<Shop, 'database'>, claim: Claim): Promise<void> {
  await database.write((tx) => tx.update(deliveries).set({ claimedUntil: null }).where(isStillMine(claim)));
}

function isStillMine({ id, claimedUntil }: Claim) {
  return and(eq(deliveries.id, id), eq(deliveries.claimedUntil, claimedUntil));
}

function nextState({ attempts, eventId }: Claim, { error, status }: Posted, now: Date, random: () => number) {
  // A test has one attempt.
  const wait = eventId === null || status === GONE ? undefined : WAITS_MS[attempts - 1];
  if (error === null) return { status: 'delivered', nextAt: null, endedAt: now } as const;
  if (wait === undefined) return { status: 'failed', nextAt: null, endedAt: now } as const;
  return {
    status: 'waiting',
    nextAt: new Date(now.getTime() + wait * (1 + random() * JITTER)),
    endedAt: null,
  } as const;
}

async function noteSuccess(tx: Queries, { id, failingSince }: WebhookRow): Promise<void> {
  if (failingSince !== null) await tx.update(webhooks).set({ failingSince: null }).where(eq(webhooks.id, id));
}

async function noteFailure(shop: Recorder, tx: Queries, webhook: WebhookRow, { status }: Posted): Promise<void> {
  const now = shop.now();
  const failingSince = webhook.failingSince ?? now;
  const reason = reasonToStop(failingSince, now, status);
  if (reason === undefined || !webhook.active) {
    if (webhook.failingSince === null)
      await tx.update(webhooks).set({ failingSince }).where(eq(webhooks.id, webhook.id));
    return;
  }
  const state = { failingSince, active: false, disabledBecause: reason };
  await tx
    .update(webhooks)
    .set({ ...state, version: sql`${webhooks.version} + 1` })
    .where(eq(webhooks.id, webhook.id));
  recordChange({ shop, caller: null, requestId: randomUUID() }, webhookEntity, {
    before: asWebhook(webhook),
    after: asWebhook({ ...webhook, ...state, version: webhook.version + 1 }),
    what: 'disabled',
    origin: { accountId: null, via: 'system' },
  });
}

function reasonToStop(failingSince: Date, now: Date, status: number | null): string | undefined {
  if (status === GONE) return 'The receiver answered 410 Gone.';
  if (now.getTime() - failingSince.getTime() >= PATIENCE_MS) return 'All attempts of five days failed.';
  return undefined;
}
