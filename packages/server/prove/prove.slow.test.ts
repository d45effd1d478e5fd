import { describe, expect, test } from 'vitest';
import { dialect } from '../src/platform/db/columns.ts';
import { proveBackups } from './backups.ts';
import { proveFailingSync, proveFullDisk } from './disk.ts';
import { hasPostgres } from './harness/postgres.ts';
import { hasRedis } from './harness/redis.ts';
import { canMount } from './harness/small-disk.ts';
import { judge } from './harness/writers.ts';
import { proveImports } from './imports.ts';
import { proveInvoices } from './invoices.ts';
import { proveKills } from './kills.ts';
import { proveLastBytes } from './last-bytes.ts';
import { proveMigrations } from './migrations.ts';
import { provePostgresOutages, proveRedisOutages } from './outages.ts';
import { proveProcesses } from './processes.ts';
import { proveStreams } from './streams.ts';
import { hasStrace, proveSyncs } from './syncs.ts';

// The same proofs as `pnpm prove`, shortened. Each starts its own servers.
describe.runIf(dialect === 'sqlite')('proofs on SQLite', () => {
  test('kill -9 loses no acknowledged change and repeats none', async () => {
    const { broken, figures } = await proveKills({ rounds: 3, writers: 16, perRound: 80 });
    expect(broken).toEqual([]);
    expect(figures['acknowledged']).toBeGreaterThan(120);
    expect(figures['attempts without a response']).toBeGreaterThan(0);
  });

  test('kill -9 while invoices are issued leaves their numbers without a gap', async () => {
    const { broken, figures } = await proveInvoices({ engine: 'sqlite', kills: 2, perKill: 15, callers: 8 });
    expect(broken).toEqual([]);
    expect(figures['invoices issued']).toBe(45);
    expect(figures['attempts without a response']).toBeGreaterThan(0);
  });

  test('a stream shows every event once and in order, through a kill', async () => {
    const { broken, figures } = await proveStreams({ engine: 'sqlite', writers: 16, changes: 6, kills: 1 });
    expect(broken).toEqual([]);
    expect(figures).toMatchObject({ processes: 1, events: 96 });
  });

  test('an import that is killed in the middle is repeated without a double', async () => {
    const { broken, figures } = await proveImports({ rows: 1_000, killedRows: 2_000 });
    expect(broken).toEqual([]);
    expect(figures['rows']).toBe(1_000);
  });

  test('a backup under load contains a prefix, and a killed one leaves no partial file', async () => {
    const { broken, figures } = await proveBackups({ rounds: 2, writers: 4 });
    expect(broken).toEqual([]);
    expect(figures['in the restored copy']).toBeGreaterThan(200);
  });

  test('a killed migration is complete or absent', async () => {
    expect((await proveMigrations({ rounds: 4, engine: 'sqlite' })).broken).toEqual([]);
  });

  test.runIf(hasStrace())('every response follows a sync of what it acknowledges', async () => {
    const { broken, figures } = await proveSyncs({ calls: 100, callers: 8 });
    expect(broken).toEqual([]);
    expect(figures['syncs']).toBeGreaterThan(10);
  });

  test.runIf(hasStrace())('a disk that fails to sync acknowledges nothing, and recovers', async () => {
    const { broken, figures } = await proveFailingSync();
    expect(broken).toEqual([]);
    expect(figures['acknowledged meanwhile']).toBe(0);
  });

  test.runIf(canMount())('a full disk rejects writes, serves reads, and recovers', async () => {
    expect((await proveFullDisk()).broken).toEqual([]);
  });

  test.runIf(canMount())('changes acknowledged on a full disk survive a kill -9', async () => {
    const { broken, figures } = await proveLastBytes({ people: 4, refusals: 40 });
    expect(broken).toEqual([]);
    expect(figures['writes refused']).toBeGreaterThanOrEqual(40);
  });
});

describe.runIf(dialect === 'postgres' && hasPostgres())('proofs on PostgreSQL', () => {
  test.runIf(hasRedis())('two processes act as one shop', async () => {
    const { broken, figures } = await proveProcesses({ callers: 120, parts: 60 });
    expect(broken).toEqual([]);
    expect(figures['callers who got one']).toBe(60);
  });

  test('kill -9 of one of two processes that issue invoices leaves their numbers without a gap', async () => {
    const { broken, figures } = await proveInvoices({ engine: 'postgres', kills: 2, perKill: 15, callers: 8 });
    expect(broken).toEqual([]);
    expect(figures).toMatchObject({ processes: 2, 'invoices issued': 45 });
  });

  test('streams of two processes show every event once and in order, through a kill', async () => {
    const { broken, figures } = await proveStreams({ engine: 'postgres', writers: 16, changes: 6, kills: 1 });
    expect(broken).toEqual([]);
    expect(figures).toMatchObject({ processes: 2, events: 96 });
  });

  test('an outage of the database refuses calls, loses nothing, and ends soon', async () => {
    const { broken, figures } = await provePostgresOutages({ outageMs: 500 });
    expect(broken).toEqual([]);
    expect(figures['refused for STORAGE_UNAVAILABLE']).toBeGreaterThan(0);
  });

  test.runIf(hasRedis())('an outage of Redis degrades the server and refuses nothing', async () => {
    expect((await proveRedisOutages({ outageMs: 500 })).broken).toEqual([]);
  });

  test('a killed migration is complete or absent', async () => {
    expect((await proveMigrations({ rounds: 2, engine: 'postgres' })).broken).toEqual([]);
  });
});

test('lost and repeated changes are counted', () => {
  expect(judge(['a', 'b', 'c'], ['a', 'c', 'c', 'd'])).toEqual({ lost: 1, twice: 1 });
});
