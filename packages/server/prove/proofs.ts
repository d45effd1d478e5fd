import { proveBackups } from './backups.ts';
import { proveCanary } from './canary.ts';
import { proveFailingSync, proveFullDisk } from './disk.ts';
import { proveFuzz, proveInputs } from './fuzz.ts';
import { hasPostgres } from './harness/postgres.ts';
import type { Proof } from './harness/proof.ts';
import { hasRedis } from './harness/redis.ts';
import { canMount } from './harness/small-disk.ts';
import { proveImports } from './imports.ts';
import { proveInvoices } from './invoices.ts';
import { proveKills } from './kills.ts';
import { proveLastBytes } from './last-bytes.ts';
import { proveLogDisk } from './log-disk.ts';
import { proveMigrations } from './migrations.ts';
import { provePostgresOutages, proveRedisOutages } from './outages.ts';
import { proveProcesses } from './processes.ts';
import { proveSigterm } from './sigterm.ts';
import { proveSlow } from './slow.ts';
import { proveSoak } from './soak.ts';
import { proveStall } from './stall.ts';
import { proveStreams } from './streams.ts';
import { hasStrace, proveSyncs } from './syncs.ts';
import { proveWaiting } from './waiting.ts';
import { proveWebhooks } from './webhooks.ts';

/** A proof and the promise that it checks. */
export interface ProofEntry {
  name: string;
  promise: string;
  /** Its requirements; without them the proof is skipped, with a message. */
  needs?: readonly [there: boolean, what: string][];
  /** Too long to run with the others. */
  isLong?: boolean;
  prove(): Promise<Proof>;
}

const strace = [hasStrace(), 'strace'] as [boolean, string];
const postgres = [hasPostgres(), 'PostgreSQL'] as [boolean, string];
const redis = [hasRedis(), 'Redis'] as [boolean, string];

/** All proofs in their long form. */
export const proofs: readonly ProofEntry[] = [
  {
    name: 'kills',
    promise: 'kill -9 under load loses no acknowledged change and repeats none',
    prove: () => proveKills({ rounds: 100, writers: 16, perRound: 220, readyWithinMs: 2000 }),
  },
  {
    name: 'invoices',
    promise: 'kill -9 while invoices are issued leaves their numbers without a gap or a double',
    prove: () => proveInvoices({ engine: 'sqlite', kills: 20, perKill: 40, callers: 16 }),
  },
  {
    name: 'postgres-invoices',
    promise: 'the same with two processes on PostgreSQL, of which one is killed',
    needs: [postgres],
    prove: () => proveInvoices({ engine: 'postgres', kills: 20, perKill: 40, callers: 16 }),
  },
  {
    name: 'imports',
    promise:
      '100,000 parts from a file wait for no limit; an import that is killed in the middle and repeated adds each row once',
    isLong: true,
    prove: () => proveImports({ rows: 100_000, killedRows: 10_000 }),
  },
  {
    name: 'syncs',
    promise: 'every response follows a journal sync that includes its change, one caller at a time',
    needs: [strace],
    prove: () => proveSyncs({ calls: 500, callers: 1 }),
  },
  {
    name: 'grouped-syncs',
    promise: 'the same with many callers that share a commit',
    needs: [strace],
    prove: () => proveSyncs({ calls: 2000, callers: 32 }),
  },
  {
    name: 'migrations',
    promise: 'a killed migration is complete or absent on SQLite',
    prove: () => proveMigrations({ rounds: 40, engine: 'sqlite' }),
  },
  {
    name: 'postgres-migrations',
    promise: 'a killed migration is complete or absent on PostgreSQL',
    needs: [postgres],
    prove: () => proveMigrations({ rounds: 20, engine: 'postgres' }),
  },
  {
    name: 'backups',
    promise:
      'a backup under load contains a prefix of the acknowledged changes, and a killed one leaves no partial file',
    prove: () => proveBackups({ rounds: 30, writers: 8 }),
  },
  {
    name: 'full-disk',
    promise: 'a full disk rejects writes, serves reads, and recovers without a restart',
    needs: [[canMount(), 'the right to mount']],
    prove: proveFullDisk,
  },
  {
    name: 'log-disk',
    promise: 'a full disk under the log stops, blocks and hangs nothing; lost lines are counted and reported',
    needs: [[canMount(), 'the right to mount']],
    prove: () => proveLogDisk({ requests: 120_000 }),
  },
  {
    name: 'disk',
    promise:
      'changes acknowledged on a full disk survive a kill -9, and /readyz is degraded from the first refusal until large calls fit',
    needs: [[canMount(), 'the right to mount']],
    prove: () => proveLastBytes({ people: 8, refusals: 200 }),
  },
  {
    name: 'failing-sync',
    promise: 'a disk that fails to sync acknowledges nothing, and recovers without a restart',
    needs: [strace],
    prove: proveFailingSync,
  },
  {
    name: 'processes',
    promise: 'two processes on PostgreSQL and Redis act as one shop: stock, keys, limits, permissions',
    needs: [postgres, redis],
    prove: () => proveProcesses({ callers: 120, parts: 60, withinMs: 1000 }),
  },
  {
    name: 'postgres-outages',
    promise:
      'PostgreSQL crashing and hanging under load: calls are refused with a clear reason and work again soon after',
    needs: [postgres],
    prove: () => provePostgresOutages({ outageMs: 5000, wellWithinMs: 5000 }),
  },
  {
    name: 'redis-outages',
    promise: 'Redis crashing and hanging: degraded, not down',
    needs: [postgres, redis],
    prove: () => proveRedisOutages({ outageMs: 5000, wellWithinMs: 5000 }),
  },
  {
    name: 'sigterm',
    promise: 'SIGTERM under load: every running call gets its own response, exit 0 within 10 s',
    prove: () => proveSigterm({ callers: 64, afterMs: 3000, goneWithinMs: 10_000 }),
  },
  {
    name: 'fuzz',
    promise:
      '15,000 malformed requests, each followed by resets: no 5xx, no exit, no memory kept by the last 10,000 (+ < 20 MB)',
    prove: () => proveFuzz({ warmUp: 5000, requests: 10_000 }),
  },
  {
    name: 'inputs',
    promise: 'generated inputs of every schema, to every procedure as every role: only declared responses',
    prove: () => proveInputs({ each: 40 }),
  },
  {
    name: 'slow',
    promise:
      '500 slow headers and 500 slow bodies are closed within 15 s, and the p99 of reads stays within 3 times idle',
    prove: () => proveSlow({ each: 500, idleMs: 5000 }),
  },
  {
    name: 'stall',
    promise: 'no call of a customer with 10,000 long tickets stalls the event loop for more than 250 ms',
    prove: () =>
      proveStall({ engine: 'sqlite', tickets: 10_000, vehicles: 1_000, mostMs: 250, indexedWithinMs: 600_000 }),
  },
  {
    name: 'postgres-stall',
    // Fewer: PostgreSQL takes several times as long for the words of a long text, and none of it on the event loop.
    promise: 'the same on PostgreSQL with 1,000 long tickets',
    needs: [postgres],
    prove: () =>
      proveStall({ engine: 'postgres', tickets: 1_000, vehicles: 1_000, mostMs: 250, indexedWithinMs: 600_000 }),
  },
  {
    name: 'waiting',
    promise: 'a delivery for 1,000 waiting lines fills all in under 1 s, with no stall of more than 250 ms',
    prove: () => proveWaiting({ engine: 'sqlite', lines: 1_000, withinMs: 1_000, mostMs: 250 }),
  },
  {
    name: 'postgres-waiting',
    promise: 'the same on PostgreSQL',
    needs: [postgres],
    prove: () => proveWaiting({ engine: 'postgres', lines: 1_000, withinMs: 1_000, mostMs: 250 }),
  },
  {
    name: 'webhooks',
    promise: 'kill -9 in the middle of 1,000 deliveries loses none, and every signature is right',
    prove: () => proveWebhooks({ engine: 'sqlite', changes: 1_000, kills: 3 }),
  },
  {
    name: 'postgres-webhooks',
    promise: 'two processes on PostgreSQL share 1,000 deliveries and send none twice',
    needs: [postgres],
    prove: () => proveWebhooks({ engine: 'postgres', changes: 1_000, kills: 0 }),
  },
  {
    name: 'soak',
    promise: "an hour of a shop's mixed work leaves memory and handles as they were halfway, and refuses nothing",
    isLong: true,
    prove: () => proveSoak({ minutes: 60, clients: 4, pauseMs: 250, samples: 240 }),
  },
  {
    name: 'streams',
    promise: '16 writers, kills and reconnects: a stream and a reader see every event exactly once, in order',
    prove: () => proveStreams({ engine: 'sqlite', writers: 16, changes: 40, kills: 3 }),
  },
  {
    name: 'postgres-streams',
    promise: 'the same with two processes on PostgreSQL without Redis, and writers that pause before they commit',
    needs: [postgres],
    prove: () => proveStreams({ engine: 'postgres', writers: 16, changes: 40, kills: 3 }),
  },
  {
    name: 'canary',
    promise: 'no response and no log line contains a secret, a hash, SQL, a path or a stack',
    prove: () => proveCanary({ requests: 2000 }),
  },
];
