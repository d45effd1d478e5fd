import { createHmac, hkdfSync } from 'node:crypto';
import { and, eq } from 'drizzle-orm';
import type { CalledShop, WriteCall } from '../core/call.ts';
import type { Caller } from '../core/caller.ts';
import { AppError, invalidInput } from '../core/errors.ts';
import type { Database, Queries } from '../platform/db/database.ts';
import { type Slots, prepared } from '../platform/db/prepared.ts';
import type { Context } from './context.ts';
import { isDryRun, refuseDryRun, rehearsing } from './dry-run.ts';
import { idempotencyKeys } from './idempotency-table.ts';

interface Resolving<C extends Caller | null, I> {
  ctx: Context<C>;
  input: I;
  path: string;
  signal: AbortSignal | undefined;
}

type Work<C extends Caller | null, I, O> = (call: WriteCall<C>, input: I, signal?: AbortSignal) => Promise<O>;

const resolvers = new WeakSet<object>();
const rehearsable = new WeakSet<object>();

/** A mutation that takes effect once per idempotency key: its `write` stores the response together with the effect. */
export function idempotent<I, O>(work: Work<Caller, I, O>) {
  const keyed = byKey(work, ({ caller: { accountId, role } }, key) => ({ accountId, key, who: role }));
  const resolve = (given: Resolving<Caller, I>): Promise<O> => {
    const { ctx, input, signal } = given;
    // A key that comes with a dry run is neither read nor stored.
    return isDryRun(ctx) ? work(writing(ctx, rehearsing(ctx.transaction)), input, signal) : keyed(given);
  };
  resolvers.add(resolve);
  rehearsable.add(resolve);
  return resolve;
}

/** The account id of responses to people without a login; no account has it. */
const LINKS = 0;

/**
 * A public mutation that takes effect once per idempotency key and link. `linkOf` returns what identifies the link in
 * the input: a digest, because it is stored. It has no dry run.
 */
export function idempotentByLink<I, O>(linkOf: (input: I) => string, work: Work<Caller | null, I, O>) {
  const keyed = byKey(work, (_ctx, key, input) => ({ accountId: LINKS, key: `${linkOf(input)} ${key}`, who: 'link' }));
  const resolve = (given: Resolving<Caller | null, I>): Promise<O> => {
    refuseDryRun(given.ctx, given.path);
    return keyed(given);
  };
  resolvers.add(resolve);
  return resolve;
}

/** Where a response is stored. */
interface Place {
  accountId: number;
  key: string;
  /** Includes the role: callers who lost a permission get no response that required it. */
  who: string;
}

function byKey<C extends Caller | null, I, O>(
  work: Work<C, I, O>,
  placeOf: (ctx: Context<C>, key: string, input: I) => Place,
) {
  return ({ ctx, input, path, signal }: Resolving<C, I>): Promise<O> => {
    const { idempotencyKey: key } = ctx;
    if (key === undefined) return work(writing(ctx, ctx.transaction), input, signal);
    if (typeof key === 'object') throw invalidInput([], key.fault);
    return work(writing(ctx, remembering(ctx, placeOf(ctx, key, input), path, input)), input, signal);
  };
}

/** Whether this is the resolver of a mutation that takes keys. */
export const takesKeys = (resolver: object): boolean => resolvers.has(resolver);

/**
 * A mutation that ignores idempotency keys, because its response contains a secret that must not be stored. It has no
 * dry run either.
 */
export function withoutKey<C extends Caller | null, I, O>(work: Work<C, I, O>) {
  return ({ ctx, input, path, signal }: Resolving<C, I>): Promise<O> => {
    refuseDryRun(ctx, path);
    return work(writing(ctx, ctx.transaction), input, signal);
  };
}

/** A mutation with an effect outside of the database, that ignores idempotency keys; `dry` returns its dry run. */
export function unrepeatable<C extends Caller | null, I, O>(work: Work<C, I, O>, dry: Work<C, I, O>) {
  const resolve = ({ ctx, input, signal }: Resolving<C, I>): Promise<O> =>
    isDryRun(ctx)
      ? dry(writing(ctx, rehearsing(ctx.transaction)), input, signal)
      : work(writing(ctx, ctx.transaction), input, signal);
  rehearsable.add(resolve);
  return resolve;
}

/** Whether this is the resolver of a mutation that has a dry run. */
export const hasDryRun = (resolver: object): boolean => rehearsable.has(resolver);

function writing<C extends Caller | null>(ctx: Context<C>, write: Database['write']): WriteCall<C> {
  return { ...ctx, write, attempt: ctx.transaction };
}

/** How long responses are stored. */
export const KEEP_MS = 24 * 60 * 60 * 1000;

const keyRow = prepared('idempotency_key', (db, p: Slots<{ accountId: number; key: string }>) =>
  db
    .select()
    .from(idempotencyKeys)
    .where(and(eq(idempotencyKeys.accountId, p.accountId), eq(idempotencyKeys.key, p.key))),
);

function remembering(
  ctx: Context,
  { accountId, key, who }: Place,
  procedure: string,
  input: unknown,
): Database['write'] {
  const digests = ctx.shop.digestsOf([who, input]);
  return <T>(work: (tx: Queries) => Promise<T>): Promise<T> =>
    ctx.transaction(async (tx) => {
      ctx.replayed.yes = false;
      const now = ctx.shop.now();
      const [found] = await keyRow(tx, { accountId, key });
      if (found && isKept(ctx.shop, found)) {
        if (found.procedure !== procedure || !digests.includes(found.inputDigest))
          throw new AppError('IDEMPOTENCY_MISMATCH');
        ctx.replayed.yes = true;
        return JSON.parse(found.answer) as T;
      }
      if (found) await forget(tx, accountId, key);
      const answer = await work(tx);
      const inputDigest = digests[0] ?? '';
      const tick = ctx.shop.expiry.tick();
      const stored = { accountId, key, procedure, inputDigest, answer: JSON.stringify(answer), createdAt: now, tick };
      if (accountId === LINKS) await tx.insert(idempotencyKeys).values(stored);
      else await ctx.shop.callers.storeAnswer(tx, stored);
      return answer;
    });
}

// A row from the future counts as stored too: repeating an effect is worse than replaying for too long.
function isKept({ expiry }: CalledShop, { createdAt, tick }: { createdAt: Date; tick: number | null }): boolean {
  return expiry.isWithin(KEEP_MS - 1, { at: createdAt, tick }, KEEP_MS);
}

function forget(tx: Queries, accountId: number, key: string) {
  return tx.delete(idempotencyKeys).where(and(eq(idempotencyKeys.accountId, accountId), eq(idempotencyKeys.key, key)));
}

/**
 * Digests of an input, one per secret, the signing one first. Keyed, because an input may contain a password that a
 * bare digest would let attackers guess.
 */
export function createDigests(secrets: readonly string[]): (input: unknown) => string[] {
  const keys = secrets.map((secret) => Buffer.from(hkdfSync('sha256', secret, '', 'mechanic-shop idempotency', 32)));
  return (input) => {
    const text = JSON.stringify(input);
    return keys.map((key) => createHmac('sha256', key).update(text).digest('base64url'));
  };
}
