import { type DestinationStream, type Logger, pino } from 'pino';
import { describeError } from './log/describe-error.ts';

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

// A reader that stops reading must stop neither the server nor fill its memory: what is beyond is dropped.
const MAX_WAITING = 16 * 1024 * 1024;
// One write for many lines; pino writes the rest when the process ends, whatever ends it but SIGKILL.
const TOGETHER = 32 * 1024;
const AT_THE_LATEST_MS = 50;
const standardOutput = (): DestinationStream =>
  pino.destination({
    dest: 1,
    sync: false,
    maxLength: MAX_WAITING,
    minLength: TOGETHER,
    maxWrite: 2 * TOGETHER,
    periodicFlush: AT_THE_LATEST_MS,
  });

/** A log of one JSON line for each event. */
export const createLog = ({ level, destination = standardOutput() }: LogOptions): Log =>
  pino(
    {
      level,
      base: { pid: process.pid },
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
      serializers: { ...hidden, error: (error: unknown) => describeError(error) },
    },
    destination,
  );
