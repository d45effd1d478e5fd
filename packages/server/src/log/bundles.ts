import { type DestinationStream, pino } from 'pino';

const BUNDLE_CHARACTERS = 32 * 1024;
const AT_THE_LATEST_MS = 50;
// A reader that stops reading must stop neither the server nor fill its memory: what is beyond is dropped.
const MAX_WAITING = 16 * 1024 * 1024;

/**
 * Standard output, many lines at a time: a write for each would take as long as the read that it tells of. What is left
 * is written when the process ends, whatever ends it but SIGKILL.
 */
export const bundledOutput = (): DestinationStream => {
  const output = pino.destination({
    dest: 1,
    sync: false,
    contentMode: 'buffer',
    maxLength: MAX_WAITING,
    maxWrite: 2 * BUNDLE_CHARACTERS,
  });
  // Bytes, not text, which would wait on the heap until it is old. The type knows only the other mode.
  const writeBytes = (bytes: Buffer): unknown => Reflect.apply(output.write, output, [bytes]);
  let lines: string[] = [];
  let characters = 0;
  let timer: NodeJS.Timeout | undefined;
  const flush = (): void => {
    clearTimeout(timer);
    timer = undefined;
    if (lines.length > 0) writeBytes(Buffer.from(lines.join('')));
    lines = [];
    characters = 0;
  };
  process.once('exit', () => {
    flush();
    output.flushSync();
  });
  return {
    write: (line) => {
      lines.push(line);
      characters += line.length;
      if (characters >= BUNDLE_CHARACTERS) flush();
      else timer ??= setTimeout(flush, AT_THE_LATEST_MS).unref();
    },
  };
};
