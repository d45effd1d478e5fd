import { type Calls, mustSucceed } from './call.ts';
import { randomBetween } from './proof.ts';

/** Someone who reads events as they happen, and continues after the last one when that ends. */
export interface Follower {
  readonly name: 'stream' | 'list';
  /** The ids that it saw, in the order in which it saw them. */
  readonly ids: readonly number[];
  /** How often it had to begin again. */
  reconnects(): number;
  stop(): Promise<void>;
}

interface Followed {
  /** The current URL of the server; undefined while there is none. */
  url(): string | undefined;
  token: string;
  kinds: string[];
  after: number;
}

const PAUSE_MS = 20;
const pause = () => new Promise((resolve) => setTimeout(resolve, PAUSE_MS));

/** Runs `read` again and again until it is stopped. */
function repeating(read: (signal: AbortSignal) => Promise<void>) {
  const stopped = new AbortController();
  const run = async (): Promise<void> => {
    while (!stopped.signal.aborted) {
      // A server that was killed, or a call that was cut off: it begins again.
      await read(stopped.signal).catch(() => undefined);
      await pause();
    }
  };
  const running = run();
  return async (): Promise<void> => {
    stopped.abort();
    await running;
  };
}

/** The ids of the events in a stream; what else it says has a name. */
async function* idsIn(body: AsyncIterable<Uint8Array>): AsyncGenerator<number> {
  const decoder = new TextDecoder();
  let text = '';
  for await (const chunk of body) {
    text += decoder.decode(chunk, { stream: true });
    const messages = text.split('\n\n');
    text = messages.pop() ?? '';
    for (const message of messages) {
      const [, id] = /^id: (\d+)$/m.exec(message) ?? [];
      if (id !== undefined && !/^event: /m.test(message)) yield Number(id);
    }
  }
}

/** Reads a stream, hangs up after some events, and resumes it with the header that browsers send. */
export function followStream({ url, token, kinds, after }: Followed): Follower {
  const ids: number[] = [];
  let connections = 0;
  const stop = repeating(async (signal) => {
    const at = url();
    if (at === undefined) return;
    const input = encodeURIComponent(JSON.stringify({ after, kinds }));
    const last = ids.at(-1);
    const headers = { authorization: `Bearer ${token}`, ...(last === undefined ? {} : { 'last-event-id': `${last}` }) };
    const { status, body } = await fetch(`${at}/trpc/events.live?input=${input}`, { headers, signal });
    if (status !== 200 || !body) return;
    connections += 1;
    let left = Math.ceil(randomBetween(20, 60));
    for await (const id of idsIn(body)) {
      ids.push(id);
      left -= 1;
      if (left === 0) return;
    }
  });
  return { name: 'stream', ids, reconnects: () => connections - 1, stop };
}

interface Page {
  items: { id: number }[];
  last: number;
}

/** Reads the list from where it ended before. */
export function followList(calls: Calls, { url, token, kinds, after }: Followed): Follower {
  const ids: number[] = [];
  let [last, failures] = [after, 0];
  const stop = repeating(async () => {
    const at = url();
    if (at === undefined) return;
    const asked = calls.query(at, 'events.list', { after: last, kinds, limit: 50 }, { token });
    const page = await mustSucceed<Page>(asked).catch((error: unknown) => {
      failures += 1;
      throw error;
    });
    ids.push(...page.items.map(({ id }) => id));
    ({ last } = page);
  });
  return { name: 'list', ids, reconnects: () => failures, stop };
}
