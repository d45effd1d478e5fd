import { createRequire } from 'node:module';
import { setTimeout } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';

/** More callers wait for a thread than allowed; nothing was done, the call may be repeated later. */
export class Overloaded extends Error {
  override readonly name = 'Overloaded';

  constructor() {
    super('Too many passwords are being checked; try again in a moment.');
  }
}

/** With `hash` the password is checked against it, with `cost` it is hashed. `padding` is checked for its work only. */
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

// As text, not as a file: it runs alike from .ts sources and from a bundle, which would need a second entry. The
// binding is native, so no bundle contains it and its path can be resolved in both. Only Linux lowers one thread;
// elsewhere setPriority(0) would slow down the whole process.
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
// Who is refused comes again at once. Told a moment later, a flood of such callers takes a fraction of the event loop,
// and reads keep theirs.
const REFUSAL_MS = 40;

/** Threads that hash passwords, started when needed, and a bounded queue in front of them. */
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
      // An idle thread never holds the process.
      worker.unref();
      task?.resolve(value);
      next();
    });
    worker.on('error', (error) => (failure = error));
    worker.on('exit', () => {
      threads.delete(thread);
      thread.task?.reject(new Error('The thread that worked on a password has ended.', { cause: failure }));
      next();
    });
    return thread;
  };

  const assign = (task: Task): void => {
    let thread = [...threads].find((one) => one.task === null);
    try {
      thread ??= start();
    } catch (error) {
      // The system has no thread left to give.
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
    /** Refuses, before anything is done for a caller, while nobody more can wait; nothing when there is room. */
    assertRoom: (): Promise<never> | undefined => (queue.length >= queueLimit ? refuse() : undefined),
    /** The job's answer. An aborted caller leaves the queue; work that has begun is finished. */
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
    /** Refuses what waits and stops the threads. */
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
