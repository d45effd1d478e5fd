import type { DestinationStream, Logger } from 'pino';
import { instantText } from '../instants.ts';

/** What a log tells of one call. */
export interface CallFacts {
  /** Of letters, digits, `-` and `_`. */
  requestId: string;
  /** The name of a procedure, never what somebody made up. */
  procedure?: string | undefined;
  account?: number | undefined;
  status: number;
  /** A reason of the contract, or another word of ours. */
  outcome: string;
  ms: number;
  /** How many calls of the request this tells of, where it is not one. */
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
 * The same log, which writes the line that every call gets (`'call'` with `CallFacts`) in a fifth of pino's time: none
 * of its values needs to be escaped. A test compares it with pino's.
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
