import type { CannedExtra, CannedLabor, CannedPart, ExtraKind } from '@mechanic-shop/shared';
import { InvalidArgumentError } from 'commander';
import type { Shop } from './connect.ts';
import { field, many, moneyOf } from './fields.ts';
import { findPart } from './references.ts';

/** A part as typed: an id, an SKU or a name, and how many. */
interface TypedPart {
  part: string;
  quantity: number;
}

const DECIMAL = /^\d{1,9}(?:\.\d{1,3})?$/;

/** The text before the last `=` and the value after it. */
function split(typed: string, hint: string): [text: string, value: string] {
  const at = typed.lastIndexOf('=');
  const [text, value] = [typed.slice(0, at).trim(), typed.slice(at + 1).trim()];
  if (at < 1 || text === '' || value === '') throw new InvalidArgumentError(hint);
  return [text, value];
}

function laborOf(typed: string): CannedLabor {
  const [description, value] = split(typed, 'Type labor like "Fit pads=1.5h", "Fit pads=1.5h@95.00" or "Test=25.00".');
  const [, hours, rate] = /^([\d.]+) ?h(?:@(.+))?$/.exec(value) ?? [];
  if (hours === undefined) return { description, hours: null, rateCents: null, priceCents: moneyOf(value) };
  if (!DECIMAL.test(hours)) throw new InvalidArgumentError('Type hours like 1.5h.');
  return {
    description,
    hours: Number(hours),
    rateCents: rate === undefined ? null : moneyOf(rate),
    priceCents: null,
  };
}

function partOf(typed: string): TypedPart {
  if (!typed.includes('=') && typed.trim() !== '') return { part: typed, quantity: 1 };
  const hint = 'Type a part like BP-100=2 or OIL-5W30=4.3.';
  const [part, value] = split(typed, hint);
  if (!DECIMAL.test(value)) throw new InvalidArgumentError(hint);
  return { part, quantity: Number(value) };
}

function extra(flags: string, about: string, kind: ExtraKind) {
  const read = (typed: string): CannedExtra => {
    const [description, amount] = split(typed, `Type it like "Disposal=5.00".`);
    return { kind, description, amountCents: moneyOf(amount) };
  };
  return many(field(flags, about, read));
}

/** The options for the lines of a canned job; each can be repeated. */
export const lineFields = {
  labor: many(
    field('--labor <labor>', 'labor: "Fit pads=1.5h", with a rate "…=1.5h@95.00", or at a price "…=25.00"', laborOf),
  ),
  parts: many(field('--part <part>', 'a part by id, SKU or name, and how many: BP-100=2', partOf)),
  fees: extra('--fee <fee>', 'a fee: "Disposal=5.00"', 'fee'),
  sublet: extra('--sublet <work>', 'work of another company: "Paint=80.00"', 'sublet'),
};

/** The parts as the contract takes them, found by id, SKU or name. */
export async function cannedParts(shop: Shop, typed: readonly TypedPart[]): Promise<CannedPart[]> {
  return Promise.all(
    typed.map(async ({ part, quantity }) => ({
      partId: /^0*[1-9]\d*$/.test(part) ? Number(part) : await findPart(shop, part),
      quantity,
    })),
  );
}
