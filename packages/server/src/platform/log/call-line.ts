import type { DestinationStream, Logger } from 'pino';
import { instantText } from '../instants.ts';

/** The logged facts of one call. */
export interface CallFacts {
  /** Consists of letters, digits, `-` and `_`. */
  requestId: string;
  /** The name of an existing procedure, never one that a client made up. */
  procedure?: string | undefined;
  account?: number | undefined;
  status: number;
  /** A reason of the contract, or another fixed word. */
  outcome: string;
  ms: number;
  /** The number of calls in the request, when it is not one. */
  calls?: number;
}

function isCallFacts(facts: unknown): facts is CallFacts {
  return typeof facts === 'object' && facts !== null && 'requestId' in facts && 'outcome' in facts && 'ms' in facts;
}

function lineOf(time: string, { requestId, procedure, account, status, outcome, ms, calls }: CallFacts): string {
  const what = procedure === undefined ? '' : `,"procedure":"${procedure}"`;
  const who = account === undefined ? '' : `,"account":${account}`;
  const many = calls === undefined ? '' : `,"calls":${calls}`;
  const head = `{"level":"info","time":"${time}","pid":${process.pid},"requestId":"${requestId}"`;
  return `${head}${what}${who},"status":${status},"outcome":"${outcome}","ms":${ms}${many},"msg":"call"}\n`;
}

/**
 * The same log, which writes the line of each call (`'call'` with `CallFacts`) in a fifth of pino's time: none of its
 * values needs escaping. A test compares it with pino's output.
 */
export function withCallLines(log: Logger, destination: DestinationStream): Logger {
  let now = { at: Number.NaN, text: '' };
  const timeText = (): string => {
    const at = Date.now();
    // Many calls end in the same millisecond.
    if (at !== now.at) now = { at, text: instantText(new Date(at)) };
    return now.text;
  };
  const info = (...line: Parameters<Logger['info']>): void => {
    const [facts, message] = line as [unknown, unknown];
    if (message !== 'call' || !isCallFacts(facts)) log.info(...line);
    else if (log.isLevelEnabled('info')) destination.write(lineOf(timeText(), facts));
  };
  return Object.assign(Object.create(log) as Logger, { info });
}
