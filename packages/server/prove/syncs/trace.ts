/** The result of a trace. */
export interface Synced {
  /** The number of success responses. */
  answered: number;
  /** Changes whose response was sent before their journal was synced, or that were never written. */
  early: string[];
  syncs: number;
}

const LINE = /^(?:(\d+) +)?(.*)$/;
const RESUMED = /^<\.\.\. \w+ resumed>(.*)$/;
const UNFINISHED = ' <unfinished ...>';

/** Complete system calls in the order in which they ended. */
function* completed(lines: Iterable<string>): Generator<string> {
  const begun = new Map<string, string>();
  for (const line of lines) {
    const [, thread = '', call = ''] = LINE.exec(line) ?? [];
    const [, rest] = RESUMED.exec(call) ?? [];
    if (call.endsWith(UNFINISHED)) begun.set(thread, call.slice(0, -UNFINISHED.length));
    else if (rest === undefined) yield call;
    else yield `${begun.get(thread) ?? ''}${rest}`;
  }
}

const isJournal = (call: string): boolean => /^\w+\(\d+<[^>]*-wal>/.test(call);
const isDone = (call: string): boolean => /\) += \d+/.test(call.slice(-60));

/**
 * Reads a trace of `strace -f -y`. Each change, identified by a key in its row and in the `x-request-id` of its
 * response, must be written to the journal and synced before its response is sent.
 */
export function readTrace(lines: Iterable<string>, key: RegExp): Synced {
  const written = new Set<string>();
  const durable = new Set<string>();
  const early: string[] = [];
  let [answered, syncs] = [0, 0];
  for (const call of completed(lines)) {
    if (call.startsWith('pwrite') && isJournal(call)) {
      for (const [found] of call.matchAll(key)) if (!durable.has(found)) written.add(found);
    } else if (/^f(?:data)?sync\(/.test(call) && isJournal(call) && isDone(call)) {
      syncs += 1;
      for (const one of written) durable.add(one);
      written.clear();
    } else if (/^(?:write|send)/.test(call) && call.includes('HTTP/1.1 200')) {
      for (const [found] of call.matchAll(key)) {
        answered += 1;
        if (!durable.has(found)) early.push(found);
      }
    }
  }
  return { answered, early, syncs };
}
