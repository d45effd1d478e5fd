import { instantText } from '../instants.ts';

const NEW_LINE = 10;

function countLines(bytes: Buffer): number {
  let lines = 0;
  for (let at = bytes.indexOf(NEW_LINE); at >= 0; at = bytes.indexOf(NEW_LINE, at + 1)) lines += 1;
  return lines;
}

/** The log line that reports a gap or a delay of the log. */
function lineAbout(lines: number): Buffer {
  const msg = lines > 0 ? 'log lines were lost' : 'the log could not be written for a while, no lines were lost';
  return Buffer.from(
    `${JSON.stringify({ level: 'warn', time: instantText(new Date()), pid: process.pid, lines, msg })}\n`,
  );
}

/** Counts dropped lines until they can be reported. */
export function createLosses() {
  let lost = 0;
  let failed = false;
  return {
    add: (bytes: Buffer): void => {
      lost += countLines(bytes);
    },
    noteFailure: (): void => {
      failed = true;
    },
    /** One line about everything since the last report; undefined when nothing was lost or late. */
    takeReport: (): Buffer | undefined => {
      if (lost === 0 && !failed) return undefined;
      const line = lineAbout(lost);
      lost = 0;
      failed = false;
      return line;
    },
  };
}
