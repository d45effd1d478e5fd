import type {
  CreateWebhookInput,
  Deleted,
  Delivery,
  ListDeliveriesInput,
  ListWebhooksInput,
  Page,
  UpdateWebhookInput,
  Webhook,
  WebhookWithSecret,
} from '@mechanic-shop/shared';
import { eq, sql } from 'drizzle-orm';
import type { Call, SignedInCall, SignedInWriteCall } from '../../core/call.ts';
import { deleteRow } from '../../core/deletion.ts';
import { invalidInput, notFound } from '../../core/errors.ts';
import { recordChange, recordHappening } from '../../core/events/record.ts';
import { events } from '../../core/events/table.ts';
import type { Parsed } from '../../core/parsed.ts';
import { assertVersion } from '../../core/versions.ts';
import { type LastStep, type Queries, afterCommit, beforeCommit } from '../../platform/db/database.ts';
import { insertedRow } from '../../platform/db/inserted.ts';
import { seal } from '../../platform/security/sealed.ts';
import { webhookEntity, webhookTopic } from './entity.ts';
import { type WebhookRow, asDelivery, asWebhook, assertWebhook, listDeliveries, listWebhooks } from './rows.ts';
import { newMessageId, newSecret } from './secrets.ts';
import { TEST_KIND, send } from './send.ts';
import { deliveries, webhooks } from './table.ts';

export function list(call: SignedInCall, input: Parsed<typeof ListWebhooksInput>): Promise<Page<Webhook>> {
  return listWebhooks(call.read, input);
}

export async function get(call: SignedInCall, id: number): Promise<Webhook> {
  return asWebhook(await assertWebhook(call.read, id));
}

export function create(call: SignedInWriteCall, input: Parsed<typeof CreateWebhookInput>): Promise<WebhookWithSecret> {
  const { url, kinds, description = null } = input;
  assertUrl(call, url);
  const secret = newSecret();
  return call.write(async (tx) => {
    const row = insertedRow(
      await tx
        .insert(webhooks)
        .values({
          url,
          kinds: JSON.stringify([...new Set(kinds)]),
          description,
          secret: seal(call.shop.secrets, secret),
          createdAt: call.shop.now(),
        })
        .returning(),
    );
    const webhook = asWebhook(row);
    recordChange(call, webhookEntity, { before: null, after: webhook });
    beforeCommit(startHere, row.id);
    return { ...webhook, secret };
  });
}

function assertUrl({ shop }: Pick<Call, 'shop'>, url: string): void {
  const fault = shop.poster.faultOf(url);
  if (fault !== undefined) throw invalidInput(['url'], fault);
}

/** Lets webhooks begin after the event of this change, which has the highest id until the commit. */
const startHere: LastStep<number> = async (tx, ids) => {
  for (const id of ids) {
    await tx
      .update(webhooks)
      .set({ lastEventId: sql`(select coalesce(max(${events.id}), 0) from ${events})` })
      .where(eq(webhooks.id, id));
  }
};

export function update(call: SignedInWriteCall, input: Parsed<typeof UpdateWebhookInput>): Promise<Webhook> {
  const { id, version, url } = input;
  if (url !== undefined) assertUrl(call, url);
  return call.write(async (tx) => {
    const row = await assertWebhook(tx, id);
    const before = asWebhook(row);
    assertVersion(before, version);
    const wanted = wantedState(row, input);
    const after = asWebhook({ ...row, ...wanted });
    if (JSON.stringify(after) === JSON.stringify(before)) return before;
    await tx
      .update(webhooks)
      .set({ ...wanted, version: sql`${webhooks.version} + 1` })
      .where(eq(webhooks.id, id));
    const updated = { ...after, version: row.version + 1 };
    recordChange(call, webhookEntity, { before, after: updated });
    if (after.active && !before.active) beforeCommit(startHere, id);
    return updated;
  });
}

function wantedState(row: WebhookRow, input: Parsed<typeof UpdateWebhookInput>) {
  const { url = row.url, active = row.active, kinds } = input;
  // Failures of another address say nothing about this one.
  const isNew = input.active === true || url !== row.url;
  return {
    url,
    kinds: kinds === undefined ? row.kinds : JSON.stringify([...new Set(kinds)]),
    description: input.description === undefined ? row.description : input.description,
    active,
    failingSince: isNew ? null : row.failingSince,
    // An admin decided: that it was the server no longer holds.
    disabledBecause: input.active === undefined ? row.disabledBecause : null,
  };
}

/** Returns a new secret; the former one signs for another day, too. */
export function rotateSecret(call: SignedInWriteCall, id: number): Promise<WebhookWithSecret> {
  const secret = newSecret();
  return call.write(async (tx) => {
    const row = await assertWebhook(tx, id);
    await tx
      .update(webhooks)
      .set({
        secret: seal(call.shop.secrets, secret),
        formerSecret: row.secret,
        rotatedAt: call.shop.now(),
        tick: call.shop.expiry.tick(),
      })
      .where(eq(webhooks.id, id));
    const webhook = asWebhook(row);
    recordHappening(call, webhookEntity, { row: webhook, what: 'secret_rotated' });
    return { ...webhook, secret };
  });
}

export function remove(call: SignedInWriteCall, id: number): Promise<Deleted> {
  return call.write(async (tx) => {
    const row = await assertWebhook(tx, id);
    await deleteRow(call, tx, webhooks, id);
    recordChange(call, webhookEntity, { before: asWebhook(row), after: null });
    return { id, message: 'The webhook is deleted.' };
  });
}

export async function deliveriesOf(
  call: SignedInCall,
  input: Parsed<typeof ListDeliveriesInput>,
): Promise<Page<Delivery>> {
  await assertWebhook(call.read, input.id);
  return listDeliveries(call.read, input);
}

/** Makes a delivery due now, whether it waits, has arrived or failed. */
export function redeliver(call: SignedInWriteCall, deliveryId: number): Promise<Delivery> {
  return call.write(async (tx) => {
    const [row] = await tx
      .update(deliveries)
      .set({ status: 'waiting', nextAt: call.shop.now(), endedAt: null })
      .where(eq(deliveries.id, deliveryId))
      .returning();
    // What a deleted webhook has left is gone, too.
    if (!row || !(await exists(tx, row.webhookId))) throw notFound('delivery');
    afterCommit(() => call.shop.bus.publish(webhookTopic.name, row.webhookId));
    return asDelivery(row);
  });
}

async function exists(tx: Queries, id: number): Promise<boolean> {
  return (await tx.$count(webhooks, eq(webhooks.id, id))) > 0;
}

/** Sends a test outside of the transaction that then records how it went. */
export async function test(call: SignedInWriteCall, id: number): Promise<Delivery> {
  const { shop, read } = call;
  // Read in a transaction, which checks the caller's rights before anything is sent.
  const webhook = await call.write((tx) => assertWebhook(tx, id));
  const attempt = newTest(call, id);
  const { status: httpStatus, error } = await send(shop, read, { webhook, delivery: attempt });
  const status = error === null ? 'delivered' : 'failed';
  return call.write(async (tx) => {
    await assertWebhook(tx, id);
    return insertTest(tx, { ...attempt, attempts: 1, status, httpStatus, error, endedAt: shop.now() });
  });
}

/** The test that would be sent. Whether it would arrive only sending can tell. */
export function rehearseTest(call: SignedInWriteCall, id: number): Promise<Delivery> {
  return call.write(async (tx) => {
    await assertWebhook(tx, id);
    return insertTest(tx, { ...newTest(call, id), attempts: 0, status: 'waiting' });
  });
}

function newTest({ shop }: SignedInWriteCall, webhookId: number) {
  return { webhookId, eventId: null, messageId: newMessageId(), at: shop.now() };
}

async function insertTest(tx: Queries, values: Omit<typeof deliveries.$inferInsert, 'kind'>): Promise<Delivery> {
  const rows = await tx
    .insert(deliveries)
    .values({ ...values, kind: TEST_KIND })
    .returning();
  return asDelivery(insertedRow(rows));
}
