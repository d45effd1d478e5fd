import { InvalidArgumentError } from 'commander';
import type { Shop } from './connect.ts';
import { Failure, status } from './failure.ts';
import { field, many, moneyOf } from './fields.ts';
import { type TypedPart, findParts, partOf } from './typed-parts.ts';

interface Bought extends TypedPart {
  unitCostCents?: number;
}

/** Parses a part, how many of it, and optionally what a unit costs. */
function boughtOf(typed: string): Bought {
  const [, line, cost] = /^(.*=[\d.]+)@(.*)$/.exec(typed) ?? [];
  if (line === undefined || cost === undefined) return partOf(typed);
  if (cost === '') throw new InvalidArgumentError('Type a part with its cost like BP-100=2@7.80.');
  return { ...partOf(line), unitCostCents: moneyOf(cost) };
}

/** The parts of a purchase. */
export const boughtParts = many(
  field('--part <part>', 'a part by id, SKU or name, how many, and its unit cost: BP-100=2 or BP-100=2@7.80', boughtOf),
);

/** The lines of a purchase whose parts arrived, for the version that was read. */
export async function linesThatArrived(
  shop: Shop,
  { id, version }: { id: number; version?: number },
  typed: readonly TypedPart[],
): Promise<{ lines: { lineId: number; quantity: number }[]; version: number }> {
  const [purchase, parts] = await Promise.all([shop.purchases.get.query({ id }), findParts(shop, typed)]);
  const lines = parts.map(({ partId, quantity }) => {
    const line = purchase.lines.find((each) => each.partId === partId);
    if (!line) throw new Failure(status.notFound, `Part ${partId} is not on purchase ${purchase.number}.`);
    return { lineId: line.id, quantity };
  });
  return { lines, version: version ?? purchase.version };
}
