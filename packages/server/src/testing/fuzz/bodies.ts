import type { Draws } from '../../demo/random.ts';
import { brokenJson, nastyJson, nastyTexts, someObject } from './nasty.ts';

/** The text of a body or a query input: similar to these fields, or unrelated to them. */
export function bodies(draws: Draws, members: readonly string[]): string {
  const kind = draws.between(1, 100);
  if (kind <= 60) return someObject(draws, members);
  if (kind <= 75) return draws.oneOf(nastyJson);
  if (kind <= 90) return draws.oneOf(brokenJson);
  if (kind <= 93) return draws.oneOf(nastyTexts);
  if (kind <= 97) return `{"a":"${'x'.repeat(draws.oneOf([65_530, 65_536, 70_000, 300_000]))}"}`;
  return '';
}

const SIZES = ['zz', '-1', '', 'ffffffffffffffff', '0x5', '5;ext=1', '00005', '7'];

/** A chunked body, some of whose chunks declare a wrong size. */
export function chunked(draws: Draws, body: string | Buffer): Buffer {
  const bytes = Buffer.from(body);
  const cut = draws.between(0, bytes.length);
  const chunks = [bytes.subarray(0, cut), bytes.subarray(cut)].filter((chunk) => chunk.length > 0);
  const framed = chunks.flatMap((chunk) => {
    const size = draws.chance(0.9) ? chunk.length.toString(16) : draws.oneOf(SIZES);
    return [Buffer.from(`${size}\r\n`), chunk, Buffer.from(draws.chance(0.95) ? '\r\n' : 'x')];
  });
  const end = draws.oneOf(['0\r\n\r\n', '0\r\n\r\n', '0\r\n\r\n', '0\r\nx-request-id: trailer\r\n\r\n', '']);
  return Buffer.concat([...framed, Buffer.from(end)]);
}
