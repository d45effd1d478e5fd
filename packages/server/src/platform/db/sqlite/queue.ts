import { setTimeout as sleep } from 'node:timers/promises';
import { startDeadline } from '../deadline.ts';
import { StorageUnavailable } from '../failure.ts';
import { isBusy, isFull } from './errors.ts';
import type { Job } from './job.ts';
import type { Writer } from './writer.ts';

export interface QueueOptions {
  readonly timeout: number;
  readonly patience: number;
  readonly groupLimit: number;
  /** How long a group accepts more transactions; the event loop is blocked until its commit. */
  readonly groupMs: number;
  readonly onGroup: (size: number) => void;
}

/** Queued transactions; those that wait together share one durable commit. */
export interface Queue {
  /** The open connection; undefined while it is being replaced. */
  readonly writer: Writer | undefined;
  /** The number of queued transactions. */
  readonly waiting: number;
  add(job: Job): void;
  /** Sets what runs before each commit. */
  beforeCommit(run: () => void): void;
  /** Accepts no more transactions and resolves once all are settled. */
  end(): Promise<void>;
  /** Closes the connection. As the last one of the file it merges the journal. */
  close(): void;
}

const nextTurn = () => new Promise<void>((resolve) => setImmediate(resolve));
const failed = (message: string, cause?: unknown) => new StorageUnavailable(message, { cause });

export function startQueue(open: () => Writer, options: QueueOptions): Queue {
  const waiting: Job[] = [];
  let writer: Writer | undefined = open();
  let pumping: Promise<void> | undefined;
  let closed = false;
  let beforeCommit = (): void => {};

  const discardWriter = () => {
    const old = writer;
    writer = undefined;
    try {
      old?.client.close();
    } catch {
      // It is replaced because it no longer works.
    }
  };

  const rejectAll = (jobs: Job[], error: unknown) => {
    for (const job of jobs) job.reject(error);
  };

  /**
   * Begins a group. Waits without blocking while another process writes, and rejects transactions that waited too long.
   */
  const begin = async (): Promise<Writer | undefined> => {
    while (waiting.length > 0) {
      try {
        writer ??= open();
        writer.fault = undefined;
        writer.exec('begin immediate');
        return writer;
      } catch (error) {
        if (!isBusy(error)) {
          discardWriter();
          rejectAll(waiting.splice(0), failed('The database file cannot be written. Retry soon.', error));
          return undefined;
        }
        const latest = performance.now() - options.patience;
        const expired = waiting.findIndex((job) => job.since > latest);
        const late = waiting.splice(0, expired < 0 ? waiting.length : expired);
        rejectAll(late, failed('Another program is writing to the database file. Retry soon.', error));
        await sleep(5 + Math.random() * 45);
      }
    }
    return undefined;
  };

  /** Runs queued transactions, each in a savepoint, and commits them together. Answers only after the commit. */
  const runGroup = async (open: Writer): Promise<void> => {
    const group: Job[] = [];
    const answers: (() => void)[] = [];
    const deadline = startDeadline(options.timeout);
    const full = performance.now() + options.groupMs;
    try {
      while (group.length < options.groupLimit) {
        // At least one, however little time is left.
        if (group.length > 0 && performance.now() >= full) break;
        const job = waiting.shift();
        if (job === undefined) break;
        group.push(job);
        open.exec('savepoint job');
        const { ok, settle } = await job.run(open, deadline);
        if (open.fault !== undefined) throw open.fault;
        answers.push(settle);
        if (!ok) open.exec('rollback to job');
        open.exec('release job');
      }
      beforeCommit();
      open.exec('commit');
    } catch (error) {
      giveUp(open, error);
      // Rejections must fail too: they may rest on rows of another transaction, which are now rolled back.
      return rejectAll(group, failed('The database file could not be written. Retry soon.', error));
    } finally {
      deadline.stop();
    }
    options.onGroup(group.length);
    for (const settle of answers) settle();
  };

  const giveUp = (open: Writer, error: unknown) => {
    try {
      if (open.client.inTransaction) open.exec('rollback');
    } catch {
      discardWriter();
    }
    // After a failed sync the state of the connection is unknown; a full or busy file leaves it usable.
    if (!isFull(error) && !isBusy(error)) discardWriter();
  };

  const pump = async () => {
    await nextTurn(); // every request read in this turn of the event loop joins the group
    while (waiting.length > 0) {
      const begun = await begin();
      if (begun !== undefined) await runGroup(begun);
      await nextTurn();
    }
    pumping = undefined;
  };

  return {
    get writer() {
      return writer;
    },
    get waiting() {
      return waiting.length;
    },
    add: (job) => {
      if (closed) return job.reject(failed('The database is closed.'));
      waiting.push(job);
      pumping ??= pump();
    },
    beforeCommit: (run) => {
      beforeCommit = run;
    },
    end: async () => {
      closed = true;
      await pumping;
    },
    close: () => {
      discardWriter();
    },
  };
}
