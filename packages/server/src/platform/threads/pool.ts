import { getPriority } from 'node:os';
import { setTimeout as elapsed } from 'node:timers/promises';
import type { Worker } from 'node:worker_threads';

/** A queue is full, or a thread was lost; nothing was done, and the call may be retried later. */
export class Overloaded extends Error {
  override readonly name = 'Overloaded';
}

/** The thread of a job ended before the job did. */
export class ThreadExited extends Error {
  override readonly name = 'ThreadExited';
}

// How much nicer than the process its threads are: below everything that answers calls.
const NICER = 10;
const NICEST = 19;

/** The niceness of threads that work outside the event loop. */
export function threadNiceness(): number {
  return Math.min(getPriority() + NICER, NICEST);
}

// Refused clients retry immediately. Delaying the refusal keeps a flood of them from starving reads.
const REFUSAL_MS = 40;

export interface ThreadPoolOptions {
  /** What the threads do, for messages: `Password hashing`. */
  work: string;
  /** Starts a thread that answers each message with one. */
  start: () => Worker;
  /** The number of threads; each does one job at a time. */
  workers: number;
  /** The most queued jobs; more are refused with `Overloaded`. */
  queueLimit: number;
  /** Stops a thread that was idle for so long; by default threads stay. */
  idleMs?: number | undefined;
}

/** Threads that are started on demand, with a bounded queue. */
export interface ThreadPool<Job, Result> {
  /** Rejects while the queue is full, before any work is done; returns undefined when there is room. */
  assertRoom(): Promise<never> | undefined;
  /** Returns the result of the job. Aborting removes a queued job; a started one finishes. */
  run(job: Job, signal?: AbortSignal): Promise<Result>;
  /** Rejects queued jobs and stops the threads. */
  close(): Promise<void>;
  /** The number of queued jobs. */
  readonly waiting: number;
}

interface Task<Job, Result> {
  job: Job;
  resolve: (value: Result) => void;
  reject: (reason: unknown) => void;
}

interface Thread<Job, Result> {
  worker: Worker;
  task: Task<Job, Result> | null;
  idle?: NodeJS.Timeout;
}

export function createThreadPool<Job, Result>(options: ThreadPoolOptions): ThreadPool<Job, Result> {
  const { work, workers, queueLimit, idleMs } = options;
  const threads = new Set<Thread<Job, Result>>();
  const queue: Task<Job, Result>[] = [];
  let closed = false;
  const busy = (): number => [...threads].filter(({ task }) => task !== null).length;

  const rest = (thread: Thread<Job, Result>): void => {
    // An idle thread must not keep the process alive.
    thread.worker.unref();
    if (idleMs === undefined) return;
    thread.idle = setTimeout(() => {
      threads.delete(thread);
      void thread.worker.terminate();
    }, idleMs).unref();
  };

  const start = (): Thread<Job, Result> => {
    const worker = options.start();
    const thread: Thread<Job, Result> = { worker, task: null };
    let failure: unknown;
    threads.add(thread);
    worker.on('message', (value: Result) => {
      const task = thread.task;
      thread.task = null;
      rest(thread);
      task?.resolve(value);
      next();
    });
    worker.on('error', (error) => (failure = error));
    worker.on('exit', () => {
      clearTimeout(thread.idle);
      threads.delete(thread);
      thread.task?.reject(new ThreadExited(`${work}: the thread has exited.`, { cause: failure }));
      next();
    });
    return thread;
  };

  const assign = (task: Task<Job, Result>): void => {
    let thread = [...threads].find((one) => one.task === null);
    try {
      thread ??= start();
    } catch (error) {
      // The system cannot start another thread.
      task.reject(new ThreadExited(`${work}: no thread could be started.`, { cause: error }));
      return;
    }
    clearTimeout(thread.idle);
    thread.task = task;
    thread.worker.ref();
    thread.worker.postMessage(task.job);
  };

  const next = (): void => {
    while (busy() < workers) {
      const task = queue.shift();
      if (task === undefined) return;
      assign(task);
    }
  };

  const refuse = async (): Promise<never> => {
    await elapsed(REFUSAL_MS);
    throw new Overloaded(`${work}: the queue is full; retry in a moment.`);
  };

  return {
    assertRoom: () => (queue.length >= queueLimit ? refuse() : undefined),
    run(job, signal) {
      return new Promise((resolve, reject) => {
        if (closed) throw new Error(`${work} is closed.`);
        signal?.throwIfAborted();
        const leave = (): void => {
          const place = queue.indexOf(task);
          if (place < 0) return;
          queue.splice(place, 1);
          reject(signal?.reason);
        };
        const done = (): void => signal?.removeEventListener('abort', leave);
        const task: Task<Job, Result> = {
          job,
          resolve: (value) => (done(), resolve(value)),
          reject: (reason) => (done(), reject(reason)),
        };
        queue.push(task);
        next();
        if (queue.length > queueLimit) {
          queue.pop();
          refuse().catch(reject);
          return;
        }
        signal?.addEventListener('abort', leave, { once: true });
      });
    },
    async close() {
      closed = true;
      for (const task of queue.splice(0)) task.reject(new Error(`${work} is closed.`));
      await Promise.all([...threads].map(({ worker }) => worker.terminate()));
    },
    get waiting() {
      return queue.length;
    },
  };
}
