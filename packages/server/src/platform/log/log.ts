import { type DestinationStream, type Logger, pino } from 'pino';
import { instantText } from '../instants.ts';
import { bundledOutput } from './bundles.ts';
import { withCallLines } from './call-line.ts';
import { describeError } from './describe-error.ts';

export type Log = Logger;

export interface LogOptions {
  level: string;
  /** Where the lines go; standard output unless given. */
  destination?: DestinationStream;
}

const HIDDEN = '[hidden]';
const secrets = 'password newPassword currentPassword token refreshToken code inviteCode secret authorization cookie';
// What no line may show, should a member of these names ever get into one: secrets, and whatever a caller sent.
// Serializers cost nothing where the member is absent; pino's redaction costs a copy of every line.
const hidden = Object.fromEntries(
  [...secrets.split(' '), 'input', 'body', 'headers', 'params'].map((name) => [name, () => HIDDEN]),
);

/** A log of one JSON line for each event. */
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
