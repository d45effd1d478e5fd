import { type DestinationStream, type Logger, pino } from 'pino';
import { instantText } from '../instants.ts';
import { bundledOutput } from './bundles.ts';
import { withCallLines } from './call-line.ts';
import { describeError } from './describe-error.ts';

export type Log = Logger;

export interface LogOptions {
  level: string;
  /** Where the lines go; default standard output. */
  destination?: DestinationStream;
}

const HIDDEN = '[hidden]';
const secrets = 'password newPassword currentPassword token refreshToken code inviteCode secret authorization cookie';
// Members that no line may show: secrets, and anything that a client sent. Serializers cost nothing for absent members;
// pino's redaction copies every line.
const hidden = Object.fromEntries(
  [...secrets.split(' '), 'input', 'body', 'headers', 'params'].map((name) => [name, () => HIDDEN]),
);

/** Creates a log with one JSON line per event. */
export function createLog({ level, destination = bundledOutput() }: LogOptions): Log {
  const log = pino(
    {
      level,
      base: { pid: process.pid },
      timestamp: () => `,"time":"${instantText(new Date())}"`,
      formatters: { level: (label) => ({ level: label }) },
      serializers: { ...hidden, error: (error: unknown) => describeError(error) },
    },
    destination,
  );
  return withCallLines(log, destination);
}
