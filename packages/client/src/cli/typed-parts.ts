import { InvalidArgumentError } from 'commander';
import type { Shop } from './connect.ts';
import { field, many } from './fields.ts';
import { findPart } from './references.ts';

/** A part as typed: an id, an SKU or a name, and how many. */
export interface TypedPart {
  part: string;
  quantity: number;
}

export const DECIMAL = /^\d{1,9}(?:\.\d{1,3})?$/;

/** The text before the last `=` and the value after it. */
export function split(typed: string, hint: string): [text: string, value: string] {
  const at = typed.lastIndexOf('=');
  const [text, value] = [typed.slice(0, at).trim(), typed.slice(at + 1).trim()];
  if (at < 1 || text === '' || value === '') throw new InvalidArgumentError(hint);
  return [text, value];
}

/** Parses a part and how many of it, 1 if only the part is typed. */
export function partOf(typed: string): TypedPart {
  if (!typed.includes('=') && typed.trim() !== '') return { part: typed, quantity: 1 };
  const hint = 'Type a part like BP-100=2 or OIL-5W30=4.3.';
  const [part, value] = split(typed, hint);
  if (!DECIMAL.test(value)) throw new InvalidArgumentError(hint);
  return { part, quantity: Number(value) };
}

/** An option for parts that can be repeated. */
export const typedParts = (about: string) => many(field('--part <part>', about, partOf));

/** The typed parts with their ids, found by id, SKU or name. */
export async function findParts<T extends TypedPart>(
  shop: Shop,
  typed: readonly T[],
): Promise<(Omit<T, 'part'> & { partId: number })[]> {
  return Promise.all(
    typed.map(async ({ part, ...rest }) => ({
      ...rest,
      partId: /^0*[1-9]\d*$/.test(part) ? Number(part) : await findPart(shop, part),
    })),
  );
}
