import type { CannedExtra, CannedLabor, ExtraKind } from '@mechanic-shop/shared';
import { InvalidArgumentError } from 'commander';
import { field, many, moneyOf } from './fields.ts';
import { DECIMAL, split, typedParts } from './typed-parts.ts';

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
  parts: typedParts('a part by id, SKU or name, and how many: BP-100=2'),
  fees: extra('--fee <fee>', 'a fee: "Disposal=5.00"', 'fee'),
  sublet: extra('--sublet <work>', 'work of another company: "Paint=80.00"', 'sublet'),
};
