import { type DestinationStream, type Logger, pino } from 'pino';
import { describeError } from './log/describe-error.ts';

export type Log = Logger;

export interface LogOptions {
  level: string;
  /** Where the lines go; standard output unless given. */
  destination?: DestinationStream;
}

// What no line may show, should a member of these names ever get into one.
const secret = ['password', 'newPassword', 'currentPassword', 'token', 'refreshToken', 'code', 'inviteCode', 'secret'];
const hidden = ['authorization', 'cookie', ...secret].flatMap((name) => [name, `*.${name}`]);

/** A log of one JSON line for each event. */
export const createLog = ({ level, destination = pino.destination({ dest: 1, sync: true }) }: LogOptions): Log =>
  pino(
    {
      level,
      base: { pid: process.pid },
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
      redact: { paths: hidden, censor: '[hidden]' },
      serializers: { error: describeError },
    },
    destination,
  );
