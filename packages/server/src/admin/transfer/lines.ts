import { type FileHandle, open } from 'node:fs/promises';
import { Failure } from '../failure.ts';

const NEWLINE = 0x0a;
const CHUNK_BYTES = 64 * 1024;
// Characters at which some line readers break and which JSON does not escape.
const BREAKS = /[\u007F-\u009F\u2028\u2029]/g;

const escaped = (character: string): string => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;

/** Formats a value as one line of JSON for every line reader, with its line break. */
export function lineOf(value: unknown): string {
  return `${JSON.stringify(value).replace(BREAKS, escaped)}\n`;
}

/** The lines of a file. Only line feeds separate them: texts may contain every other line separator of Unicode. */
export async function* linesOf(path: string): AsyncGenerator<string> {
  const file = await open(path).catch(() => {
    throw new Failure(`${path} cannot be read: check the name and its rights.`);
  });
  try {
    let pieces: Buffer[] = [];
    for await (const chunk of chunksOf(file)) {
      let start = 0;
      for (let end = chunk.indexOf(NEWLINE); end >= 0; end = chunk.indexOf(NEWLINE, start)) {
        yield decoded([...pieces, chunk.subarray(start, end)]);
        pieces = [];
        start = end + 1;
      }
      if (start < chunk.length) pieces.push(chunk.subarray(start));
    }
    if (pieces.length > 0) yield decoded(pieces);
  } finally {
    await file.close();
  }
}

async function* chunksOf(file: FileHandle): AsyncGenerator<Buffer> {
  for (;;) {
    const { buffer, bytesRead } = await file.read(Buffer.allocUnsafe(CHUNK_BYTES));
    if (bytesRead === 0) return;
    yield buffer.subarray(0, bytesRead);
  }
}

/** Decodes a line, also of a file copied with Windows line breaks. */
function decoded(pieces: readonly Buffer[]): string {
  const line = Buffer.concat(pieces).toString('utf8');
  return line.endsWith('\r') ? line.slice(0, -1) : line;
}
