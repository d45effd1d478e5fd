/** What a trace says of some changes. */
export interface Synced {
  /** Answers of success that were seen. */
  answered: number;
  /** Changes whose answer went out before their journal was on the disk, or that were never written. */
  early: string[];
  syncs: number;
}

const LINE = /^(?:(\d+) +)?(.*)$/;
const RESUMED = /^<\.\.\. \w+ resumed>(.*)$/;
const UNFINISHED = ' <unfinished ...>';

/** Whole system calls in the order of their ends. */
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
 * Reads what `strace -f -y` wrote of a server: each change, known by a key that is in its row and in the `x-request-id`
 * of its answer, must be written to the journal, then the journal synced, then its answer sent.
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
