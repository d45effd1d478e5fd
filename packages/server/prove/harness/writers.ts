import type { Calls } from './call.ts';
import { until } from './proof.ts';

/** Clients that write continuously; each repeats a change under the same key until it is acknowledged. */
export interface Writers {
  /** The keys of acknowledged changes, in order. */
  readonly acknowledged: string[];
  /** Responses replayed from an earlier attempt. */
  readonly replayed: number;
  /** Errors after which clients should retry. */
  readonly refused: number;
  /** Attempts without a response. */
  readonly unanswered: number;
  /** Responses that no client should ever get. */
  readonly wrong: string[];
  /** The longest wait for a response. */
  readonly slowestMs: number;
  /** The current URL of the server; undefined while there is none. */
  url: string | undefined;
  /** Resolves once this many changes are acknowledged. */
  reach(count: number): Promise<void>;
  /** Lets all writers finish their current change. */
  finish(): Promise<void>;
  /** Stops all writers immediately. */
  abandon(): Promise<void>;
}

export interface WritersOptions {
  calls: Calls;
  token: string;
  partId: number;
  count: number;
  url: string;
  /** The prefix of the keys. */
  prefix?: string;
}

const PAUSE_MS = 20;
// Far beyond what any of it takes: a dead server must not block its proof forever.
const PATIENCE_MS = 60_000;
const pause = () => new Promise((resolve) => setTimeout(resolve, PAUSE_MS));

export function startWriters({ calls, token, partId, count, url, prefix = 'proof' }: WritersOptions): Writers {
  const acknowledged: string[] = [];
  const wrong: string[] = [];
  let ending = false;
  let abandoned = false;
  let writing = 0;
  let [replayed, refused, unanswered, slowestMs] = [0, 0, 0, 0];

  /** One attempt; returns whether it was acknowledged. */
  const attempt = async (key: string, at: string): Promise<boolean> => {
    try {
      const answer = await calls.mutate(at, 'inventory.adjust', { id: partId, delta: 1, note: key }, { token, key });
      slowestMs = Math.max(slowestMs, answer.ms);
      if (answer.status === 200) {
        if (answer.headers['idempotent-replay'] === 'true') replayed += 1;
        acknowledged.push(key);
        return true;
      }
      const again = answer.status === 503 || answer.reason === 'IDEMPOTENCY_IN_PROGRESS';
      if (again) refused += 1;
      else wrong.push(`${key}: ${answer.status} ${answer.reason}`);
      if (answer.status === 503 && answer.headers['retry-after'] === undefined) wrong.push(`${key}: no retry-after`);
    } catch {
      unanswered += 1;
    }
    return false;
  };

  const write = async (writer: number): Promise<void> => {
    writing += 1;
    for (let n = 0; !ending; n++) {
      const key = `${prefix}-${writer}-${n}-`;
      while (!abandoned && (writers.url === undefined || !(await attempt(key, writers.url)))) await pause();
    }
    writing -= 1;
  };

  const writers = {
    acknowledged,
    wrong,
    url: url as string | undefined,
    get replayed() {
      return replayed;
    },
    get refused() {
      return refused;
    },
    get unanswered() {
      return unanswered;
    },
    get slowestMs() {
      return slowestMs;
    },
    reach: async (wanted: number): Promise<void> => {
      await until(() => acknowledged.length >= wanted, PATIENCE_MS);
    },
    finish: async (): Promise<void> => {
      ending = true;
      await until(() => writing === 0, PATIENCE_MS);
    },
    abandon: async (): Promise<void> => {
      ending = true;
      abandoned = true;
      await all;
    },
  };
  const all = Promise.all(Array.from({ length: count }, (_, writer) => write(writer)));
  return writers;
}

/** Compares acknowledged changes with those in a database, by the keys in their notes. */
export function judge(acknowledged: readonly string[], kept: readonly string[]): { lost: number; twice: number } {
  const counts = new Map<string, number>();
  for (const key of kept) counts.set(key, (counts.get(key) ?? 0) + 1);
  return {
    lost: acknowledged.filter((key) => !counts.has(key)).length,
    twice: [...counts.values()].filter((count) => count > 1).length,
  };
}
