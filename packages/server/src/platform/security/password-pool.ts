import { createRequire } from 'node:module';
import { setTimeout } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';

/** The queue is full; nothing was done, and the call may be retried later. */
export class Overloaded extends Error {
  override readonly name = 'Overloaded';

  constructor() {
    super('Too many passwords are being checked; retry in a moment.');
  }
}

/**
 * With `hash` the password is verified, with `cost` it is hashed. `padding` adds verifications whose results are
 * ignored.
 */
export type PasswordJob =
  | { password: string; hash: string; padding: readonly string[] }
  | { password: string; cost: number };

interface Task {
  job: PasswordJob;
  resolve: (value: unknown) => void;
  reject: (reason: unknown) => void;
}

interface Thread {
  worker: Worker;
  task: Task | null;
}

// Inline text instead of a file runs from .ts sources and from a bundle without a second entry. The native binding is
// never bundled, so its path resolves in both. Only Linux can lower one thread; elsewhere setPriority(0) would slow the
// whole process.
const WORKER = `
const { parentPort, workerData } = require('node:worker_threads');
const { hashSync, verifySync } = require(workerData.binding);
if (process.platform === 'linux') {
  try { require('node:os').setPriority(0, workerData.niceness); } catch {}
}
parentPort.on('message', ({ password, hash, cost, padding }) => {
  if (hash === undefined) return parentPort.postMessage(hashSync(password, cost));
  const right = verifySync(password, hash);
  for (const other of padding) verifySync(password, other);
  parentPort.postMessage(right);
});
`;
const NICENESS = 10;
// Refused clients retry immediately. Delaying the refusal keeps a login flood from starving reads.
const REFUSAL_MS = 40;

/** Threads that hash passwords, started on demand, with a bounded queue. */
export function createWorkerPool({ workers, queueLimit }: { workers: number; queueLimit: number }) {
  const binding = createRequire(import.meta.url).resolve('@node-rs/bcrypt');
  const threads = new Set<Thread>();
  const queue: Task[] = [];
  let closed = false;
  const busy = (): number => [...threads].filter(({ task }) => task !== null).length;

  const start = (): Thread => {
    const worker = new Worker(WORKER, {
      eval: true,
      name: 'passwords',
      execArgv: [],
      workerData: { binding, niceness: NICENESS },
    });
    const thread: Thread = { worker, task: null };
    let failure: unknown;
    threads.add(thread);
    worker.on('message', (value: unknown) => {
      const task = thread.task;
      thread.task = null;
      // An idle thread must not keep the process alive.
      worker.unref();
      task?.resolve(value);
      next();
    });
    worker.on('error', (error) => (failure = error));
    worker.on('exit', () => {
      threads.delete(thread);
      thread.task?.reject(new Error('The thread that hashed a password has exited.', { cause: failure }));
      next();
    });
    return thread;
  };

  const assign = (task: Task): void => {
    let thread = [...threads].find((one) => one.task === null);
    try {
      thread ??= start();
    } catch (error) {
      // The system cannot start another thread.
      task.reject(error);
      return;
    }
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
    await setTimeout(REFUSAL_MS);
    throw new Overloaded();
  };

  return {
    /** Rejects while the queue is full, before any work is done; returns undefined when there is room. */
    assertRoom: (): Promise<never> | undefined => (queue.length >= queueLimit ? refuse() : undefined),
    /** Returns the result of the job. Aborting removes a queued job; a started one finishes. */
    run(job: PasswordJob, signal?: AbortSignal): Promise<unknown> {
      return new Promise((resolve, reject) => {
        if (closed) throw new Error('Password hashing is closed.');
        signal?.throwIfAborted();
        const leave = (): void => {
          const place = queue.indexOf(task);
          if (place < 0) return;
          queue.splice(place, 1);
          reject(signal?.reason);
        };
        const done = (): void => signal?.removeEventListener('abort', leave);
        const task: Task = {
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
    /** Rejects queued jobs and stops the threads. */
    async close(): Promise<void> {
      closed = true;
      for (const task of queue.splice(0)) task.reject(new Error('Password hashing is closed.'));
      await Promise.all([...threads].map(({ worker }) => worker.terminate()));
    },
    get waiting(): number {
      return queue.length;
    },
  };
}
