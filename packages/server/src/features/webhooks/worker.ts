import { AsyncLocalStorage } from 'node:async_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import { eventTopic } from '../../core/events/record.ts';
import type { Shop } from '../../core/shop.ts';
import { isStorageUnavailable } from '../../platform/db/database.ts';
import { type Claim, activeWebhooks, claimDue } from './claims.ts';
import { webhookTopic } from './entity.ts';
import { fanOut } from './fan-out.ts';
import { recordOutcome, releaseClaim } from './outcomes.ts';
import { type WebhookRow, findWebhook } from './rows.ts';
import { resealSecrets } from './secrets.ts';
import { send } from './send.ts';

/** So many requests of one webhook run at once, and of all. */
const EACH = 8;
const ALL = 64;

/** Retries have no announcement, and those of other processes may be lost. */
const POLL_MS = 2_000;
/** Gathers what happens at the same time. */
const PAUSE_MS = 25;
/** How long running requests may take at the end. */
const END_MS = 2_000;

export type WorkerShop = Pick<Shop, 'database' | 'bus' | 'poster' | 'secrets' | 'expiry' | 'now'>;

/** The deliveries of one process. */
export interface Courier {
  /** Queues what is new and sends what is due, until nothing is. */
  settle(): Promise<void>;
  /** Queues what is new and begins to send what is due. Returns how many webhooks are active. */
  fill(): Promise<number>;
  /** Ends what runs; what it breaks off is sent again. */
  stop(): Promise<void>;
}

interface CourierOptions {
  onError: (error: unknown) => void;
  /** Called when a request has ended. */
  onEnd?: () => void;
}

/** Sends the deliveries that it claims, each outside of any transaction. */
export function createCourier(shop: WorkerShop, { onError, onEnd = () => {} }: CourierOptions): Courier {
  const running = new Map<number, Set<Promise<void>>>();
  const ending = new AbortController();
  let first = 0;

  const all = (): Promise<void>[] => [...running.values()].flatMap((some) => [...some]);

  const attempt = async (claim: Claim): Promise<void> => {
    const webhook = await findWebhook(shop.database.read, claim.webhookId);
    // It has changed since the claim: what is off waits, and what is deleted is gone.
    if (!webhook?.active) return releaseClaim(shop, claim);
    const posted = await send(shop, shop.database.read, { webhook, delivery: claim, signal: ending.signal });
    if (posted.error !== null && posted.status === null && ending.signal.aborted) return releaseClaim(shop, claim);
    await recordOutcome(shop, claim, posted);
  };

  const begin = (claim: Claim): void => {
    const { webhookId } = claim;
    const own = running.get(webhookId) ?? new Set();
    running.set(webhookId, own);
    // One that fails here, without a database, is sent again after its claim.
    const done = attempt(claim)
      .catch(onError)
      .finally(() => {
        own.delete(done);
        if (own.size === 0) running.delete(webhookId);
        onEnd();
      });
    own.add(done);
  };

  const sendDue = async ({ id }: WebhookRow): Promise<void> => {
    const free = Math.min(EACH - (running.get(id)?.size ?? 0), ALL - all().length);
    if (free <= 0 || ending.signal.aborted) return;
    for (const claim of await claimDue(shop, id, free)) begin(claim);
  };

  const fill = async (): Promise<number> => {
    const webhooks = await activeWebhooks(shop.database.read);
    // Not always the same one first: receivers that hang would take all places.
    first += 1;
    for (let n = 0; n < webhooks.length && !ending.signal.aborted; n++) {
      const webhook = webhooks[(first + n) % webhooks.length];
      if (!webhook) continue;
      for (let at: WebhookRow | undefined = webhook; at; at = await fanOut(shop, at)) if (ending.signal.aborted) break;
      await sendDue(webhook);
    }
    return webhooks.length;
  };

  return {
    fill,
    settle: async () => {
      do {
        await Promise.all(all());
        await fill();
      } while (running.size > 0);
    },
    stop: async () => {
      const timer = setTimeout(() => ending.abort(), END_MS);
      await Promise.all(all());
      clearTimeout(timer);
      ending.abort();
    },
  };
}

/** Delivers events until stopped. */
export function startDeliveries(shop: WorkerShop, onError: (error: unknown) => void): { stop(): Promise<void> } {
  // A run that began inside a transaction would write in it.
  const outside = AsyncLocalStorage.snapshot();
  const stopping = new AbortController();
  let again = false;
  let running: Promise<void> | undefined;
  /** Changes are frequent, and most shops have no webhook. */
  let isIdle = false;
  const report = (error: unknown): void => {
    // Its outage has been reported, and the next poll tries again.
    if (!isStorageUnavailable(error)) onError(error);
  };
  const run = async (): Promise<void> => {
    do {
      again = false;
      isIdle = (await courier.fill()) === 0;
      await sleep(PAUSE_MS, undefined, { signal: stopping.signal }).catch(() => {});
    } while (again && !stopping.signal.aborted);
  };
  const wake = (): void => {
    again = true;
    if (stopping.signal.aborted) return;
    running ??= outside(run)
      .catch(report)
      .finally(() => {
        running = undefined;
      });
  };
  const courier = createCourier(shop, { onError: report, onEnd: wake });
  shop.bus.subscribe(webhookTopic.name, wake);
  shop.bus.subscribe(eventTopic.name, () => {
    if (!isIdle) wake();
  });
  const poll = setInterval(wake, POLL_MS).unref();
  const resealing = resealSecrets(shop).catch(report);
  wake();
  return {
    stop: async () => {
      stopping.abort();
      clearInterval(poll);
      await Promise.all([resealing, running]);
      await courier.stop();
    },
  };
}
