import { createRequire } from 'node:module';
import { Worker } from 'node:worker_threads';
import { type ThreadPool, createThreadPool, threadNiceness } from '../threads/pool.ts';

/**
 * With `hash` the password is verified, with `cost` it is hashed. `padding` adds verifications whose results are
 * ignored.
 */
export type PasswordJob =
  | { password: string; hash: string; padding: readonly string[] }
  | { password: string; cost: number };

// Inline text instead of a file runs from .ts sources and from a bundle without a second entry. The native binding is
// never bundled, so its path resolves in both. Only Linux can lower one thread; elsewhere setPriority(0) would slow the
// whole process. The text's own require searches from the working folder, and fails in one that the user cannot read.
const WORKER = `
const { parentPort, workerData } = require('node:worker_threads');
const { createRequire } = require('node:module');
const { hashSync, verifySync } = createRequire(workerData.binding)(workerData.binding);
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

/** Threads that hash passwords. */
export function createPasswordPool(size: { workers: number; queueLimit: number }): ThreadPool<PasswordJob, unknown> {
  const workerData = { binding: createRequire(import.meta.url).resolve('@node-rs/bcrypt'), niceness: threadNiceness() };
  const start = () => new Worker(WORKER, { eval: true, name: 'passwords', execArgv: [], workerData });
  return createThreadPool({ work: 'Password hashing', start, ...size });
}
