import { Counter, Histogram, Registry, collectDefaultMetrics } from 'prom-client';
import type { Shop } from '../../core/shop.ts';
import type { Log } from '../../platform/log/log.ts';
import { watchShop } from './watch.ts';

/** What this process counts and measures, in Prometheus' language. */
export interface Metrics {
  readonly contentType: string;
  text(): Promise<string>;
  /** The same log, whose lines about calls are counted as well. */
  counting(log: Log): Log;
  /** Counts how many transactions shared a commit. */
  onGroup(size: number): void;
  /** Measures a shop whenever somebody asks. */
  watch(shop: Shop): void;
  close(): void;
}

// From a cached read to what a caller hardly waits for.
const SECONDS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];
const GROUPS = [1, 2, 4, 8, 16, 32, 64, 100];

interface CallLine {
  procedure: string;
  outcome: string;
  ms: number;
  calls?: number;
}

function isCallLine(facts: object): facts is CallLine {
  return 'procedure' in facts && facts.procedure !== undefined && 'outcome' in facts && 'ms' in facts;
}

// What alarms watch: a counter that appears with its first event shows no rise.
const WATCHED = ['ok', 'INTERNAL', 'OVERLOADED', 'STORAGE_UNAVAILABLE'];

/**
 * Everything is built here, so that two servers in one process count apart. The calls of these procedures are counted
 * from 0, before the first of them.
 */
export function createMetrics(procedures: Iterable<string>): Metrics {
  const register = new Registry();
  const registers = [register];
  collectDefaultMetrics({ register });
  const calls = new Counter({
    name: 'shop_calls_total',
    help: 'Calls by procedure and how they ended: ok, GONE (the caller hung up) or the reason of the refusal.',
    labelNames: ['procedure', 'reason'],
    registers,
  });
  for (const procedure of procedures) for (const reason of WATCHED) calls.inc({ procedure, reason }, 0);
  const seconds = new Histogram({
    name: 'shop_call_seconds',
    help: 'Time from the request to its answer.',
    labelNames: ['procedure'],
    buckets: SECONDS,
    registers,
  });
  const groups = new Histogram({
    name: 'shop_commit_group_size',
    help: 'Transactions that shared one durable commit of SQLite.',
    buckets: GROUPS,
    registers,
  });

  const counting = (log: Log): Log => {
    // The one line that tells of a call is the event; the log itself stays as it is.
    const counted = Object.create(log) as Log;
    const info = (...line: Parameters<Log['info']>): void => {
      const [facts, message] = line as [unknown, unknown];
      if (message === 'call' && typeof facts === 'object' && facts !== null && isCallLine(facts)) {
        const { procedure, outcome: reason, ms, calls: number = 1 } = facts;
        calls.inc({ procedure, reason }, number);
        for (let n = 0; n < number; n++) seconds.observe({ procedure }, ms / 1000);
      }
      log.info(...line);
    };
    return Object.assign(counted, { info });
  };

  return {
    contentType: register.contentType,
    text: () => register.metrics(),
    counting,
    onGroup: (size) => groups.observe(size),
    watch: (shop) => watchShop(shop, register),
    close: () => register.clear(),
  };
}
