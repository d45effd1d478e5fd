import { Counter, Histogram, Registry, collectDefaultMetrics } from 'prom-client';
import type { Shop } from '../../core/shop.ts';
import type { Log } from '../../platform/log/log.ts';
import { watchShop } from './watch.ts';

/** The metrics of this process, in Prometheus format. */
export interface Metrics {
  readonly contentType: string;
  text(): Promise<string>;
  /** The same log, whose call lines are counted as well. */
  counting(log: Log): Log;
  /** Counts how many transactions shared a commit. */
  onGroup(size: number): void;
  /** Collects from a shop on each scrape. */
  watch(shop: Shop): void;
  close(): void;
}

// From a cached read to the longest acceptable wait.
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

// Watched by alerts: a counter that appears with its first event shows no increase.
const WATCHED = ['ok', 'INTERNAL', 'OVERLOADED', 'STORAGE_UNAVAILABLE'];

/**
 * Built per instance, so that two servers in one process count separately. The calls of these procedures start at 0.
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
    // The log line of a call is the event; the log itself stays unchanged.
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
