import type { Event } from '@mechanic-shop/shared';
import type { Caller } from '../../core/caller.ts';
import { AppError } from '../../core/errors.ts';
import { eventTopic } from '../../core/events/record.ts';
import type { Streams } from '../../core/events/streams.ts';
import type { Bus } from '../../platform/bus/bus.ts';
import { type Queries, isStorageUnavailable } from '../../platform/db/database.ts';
import type { MaybePromise } from '../../platform/maybe-promise.ts';
import { type TailRow, asEvent, wantedBy } from './rows.ts';
import { type OpenStream, type SharedRow, createStream } from './stream.ts';
import { createTail } from './tail.ts';

/** How long streams last, and how many there are; each has a default for production. */
export interface StreamOptions {
  /** How many an account may have in this process. */
  perAccount?: number;
  /** How many this process serves. */
  perProcess?: number;
  /** How long a stream lasts, in milliseconds. */
  lifeMs?: number;
  /** How often callers are authorized again, in milliseconds; with the caches, a change counts within 2 s. */
  recheckMs?: number;
  /** How often the tail looks for events of other processes, in milliseconds. */
  pollMs?: number;
  /** How long the tail collects announcements before it reads, in milliseconds. */
  gatherMs?: number;
  /** How often streams send a ping, in milliseconds. */
  pingMs?: number;
  /** How many bytes of events a reader may leave unread. */
  mostBehind?: number;
}

const defaults: Required<StreamOptions> = {
  perAccount: 5,
  perProcess: 1_000,
  lifeMs: 15 * 60_000,
  recheckMs: 500,
  pollMs: 300,
  gatherMs: 15,
  pingMs: 15_000,
  mostBehind: 1_048_576,
};

// When a refused reader may try again: streams end by themselves, but seldom at once.
const RETRY_SECONDS = 10;

interface Surroundings {
  read: Queries;
  bus: Bus;
  now(): Date;
  /** Whether a caller's session still holds, with the same role. */
  isStill(caller: Caller): MaybePromise<boolean>;
  onError(error: unknown): void;
}

/** An event as staff and as customers see it, made once for all streams. */
function shared(row: TailRow): SharedRow {
  const made = new Map<boolean, Event>();
  return {
    row,
    as(role) {
      const isCustomer = role === 'customer';
      const event = made.get(isCustomer) ?? asEvent(row, role);
      made.set(isCustomer, event);
      return event;
    },
  };
}

/** The streams of this process: one tail reads for all of them, and one timer authorizes their callers again. */
export function createStreams(
  { read, bus, now, isStill, onError }: Surroundings,
  options: StreamOptions = {},
): Streams {
  const { perAccount, perProcess, lifeMs, recheckMs, pollMs, gatherMs, pingMs, mostBehind } = {
    ...defaults,
    ...options,
  };
  const open = new Set<OpenStream>();
  // Those that are past what the table holds.
  const following = new Set<OpenStream>();
  const byAccount = new Map<number, number>();
  let closed = false;
  let sent = 0;
  let lagSeconds = 0;
  let rechecking: NodeJS.Timeout | undefined;

  const reportError = (error: unknown): void => {
    // The next read tries again, and outages have a log of their own.
    if (!isStorageUnavailable(error)) onError(error);
  };

  const onRows = (rows: readonly TailRow[]): void => {
    const batch = rows.map(shared);
    for (const stream of following) stream.take(batch);
    const newest = rows.at(-1)?.event.at.getTime();
    if (newest !== undefined) lagSeconds = Math.max(0, (now().getTime() - newest) / 1000);
  };
  const tail = createTail({ read, pollMs, gatherMs, onRows, onError: reportError });
  bus.subscribe(eventTopic.name, () => tail.wake());

  const recheck = async (stream: OpenStream): Promise<void> => {
    if (!(await isStill(stream.caller))) stream.end('revoked');
  };
  const recheckAll = (): void => {
    for (const stream of open) recheck(stream).catch(reportError);
  };

  const leave = (stream: OpenStream): void => {
    const { accountId } = stream.caller;
    const left = (byAccount.get(accountId) ?? 1) - 1;
    if (left === 0) byAccount.delete(accountId);
    else byAccount.set(accountId, left);
    open.delete(stream);
    following.delete(stream);
    if (following.size === 0) tail.stop();
    if (open.size > 0) return;
    clearInterval(rechecking);
    rechecking = undefined;
  };

  const enter = (stream: OpenStream): void => {
    const { accountId } = stream.caller;
    open.add(stream);
    byAccount.set(accountId, (byAccount.get(accountId) ?? 0) + 1);
    rechecking ??= setInterval(recheckAll, recheckMs).unref();
  };

  return {
    pingMs,
    open(made) {
      if (closed) throw new AppError('SHUTTING_DOWN', { retryAfterSeconds: 1 });
      if (open.size >= perProcess) throw new AppError('OVERLOADED', { retryAfterSeconds: RETRY_SECONDS });
      if ((byAccount.get(made.caller.accountId) ?? 0) >= perAccount) {
        throw new AppError('RATE_LIMITED', { retryAfterSeconds: RETRY_SECONDS }, tooMany(perAccount));
      }
      const stream = createStream(made, wantedBy(made.filters), {
        read,
        mostBehind,
        onSent: () => (sent += 1),
        join: (after) => {
          if (tail.at === undefined) tail.start(after);
          else if (after < tail.at) return false;
          following.add(stream);
          return true;
        },
      });
      enter(stream);
      const life = setTimeout(() => stream.end('expired'), lifeMs).unref();
      stream.onEnd(() => {
        clearTimeout(life);
        leave(stream);
      });
      return stream;
    },
    close() {
      closed = true;
      for (const stream of open) stream.end('stopped');
    },
    get load() {
      return { open: open.size, following: following.size, sent, lagSeconds };
    },
  };
}

function tooMany(streams: number): string {
  return `This account has ${streams} open streams. Close one, or try again later.`;
}
