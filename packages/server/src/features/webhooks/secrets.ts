import { createHmac, randomBytes } from 'node:crypto';
import { and, asc, eq, gt } from 'drizzle-orm';
import type { Shop } from '../../core/shop.ts';
import { isSealedByFirst, seal, unseal } from '../../platform/security/sealed.ts';
import type { WebhookRow } from './rows.ts';
import { webhooks } from './table.ts';

const PREFIX = 'whsec_';
const BYTES = 32;
const DAY_MS = 24 * 60 * 60 * 1000;

/** A new secret, as Standard Webhooks writes it. */
export const newSecret = (): string => PREFIX + randomBytes(BYTES).toString('base64');

/** A new id of a message: random, because a restore may assign ids of rows twice. */
export const newMessageId = (): string => `msg_${randomBytes(18).toString('base64url')}`;

/** A message with its signatures. */
export interface Message {
  id: string;
  at: Date;
  body: string;
}

type Keys = Pick<WebhookRow, 'secret' | 'formerSecret' | 'rotatedAt' | 'tick'>;

function signature(secret: string, { id, body }: Message, seconds: number): string {
  const key = Buffer.from(secret.slice(PREFIX.length), 'base64');
  return `v1,${createHmac('sha256', key).update(`${id}.${seconds}.${body}`).digest('base64')}`;
}

/**
 * The headers of Standard Webhooks, with a second signature for a day after a rotation. Undefined if the secret cannot
 * be read, because its `JWT_SECRET` is gone.
 */
export function signedHeaders(
  { secrets, expiry }: Pick<Shop, 'secrets' | 'expiry'>,
  { secret, formerSecret, rotatedAt, tick }: Keys,
  message: Message,
): Record<string, string> | undefined {
  const current = unseal(secrets, secret);
  if (current === undefined) return undefined;
  const overlaps = rotatedAt !== null && expiry.isWithin(DAY_MS, { at: rotatedAt, tick });
  const former = overlaps && formerSecret !== null ? unseal(secrets, formerSecret) : undefined;
  const seconds = Math.floor(message.at.getTime() / 1000);
  const keys = former === undefined ? [current] : [current, former];
  return {
    'webhook-id': message.id,
    'webhook-timestamp': String(seconds),
    'webhook-signature': keys.map((key) => signature(key, message, seconds)).join(' '),
  };
}

const AT_ONCE = 50;

/** Seals secrets again that are under an older `JWT_SECRET`, which can then be removed. */
export async function resealSecrets({ database, secrets }: Pick<Shop, 'database' | 'secrets'>): Promise<void> {
  let last: number | undefined = 0;
  while (last !== undefined) last = await database.write((tx) => resealAfter(tx, secrets, last ?? 0));
}

async function resealAfter(
  tx: Shop['database']['read'],
  secrets: readonly string[],
  after: number,
): Promise<number | undefined> {
  const rows = await tx.select().from(webhooks).where(gt(webhooks.id, after)).orderBy(asc(webhooks.id)).limit(AT_ONCE);
  for (const { id, secret, formerSecret } of rows) {
    const again = { secret: resealed(secrets, secret), formerSecret: formerSecret && resealed(secrets, formerSecret) };
    if (again.secret === secret && again.formerSecret === formerSecret) continue;
    await tx
      .update(webhooks)
      .set(again)
      .where(and(eq(webhooks.id, id), eq(webhooks.secret, secret)));
  }
  return rows.length < AT_ONCE ? undefined : rows.at(-1)?.id;
}

/** The same text under the first secret; unchanged if it is, or cannot be read. */
function resealed(secrets: readonly string[], sealed: string): string {
  if (isSealedByFirst(secrets, sealed)) return sealed;
  const text = unseal(secrets, sealed);
  return text === undefined ? sealed : seal(secrets, text);
}
