import { fromThousandths, toThousandths } from '@mechanic-shop/shared';
import { minutesAfter } from './calendar.ts';
import { catalogue } from './catalogue.ts';
import { drawsFrom } from './random.ts';
import type { Step } from './step.ts';
import { shelfOf, supplierOf } from './suppliers.ts';
import type { Visit } from './visit.ts';

/** In thousandths. */
function needOf(visits: readonly Visit[]): Map<string, number> {
  const need = new Map<string, number>();
  for (const { sku, quantity } of visits.flatMap(({ lines }) => lines)) {
    need.set(sku, (need.get(sku) ?? 0) + toThousandths(quantity));
  }
  return need;
}

/**
 * Stocks the shelves on the first day, one part per minute: what the visits will take and what remains, which is zero
 * for some. Of what a visit waits for, there is at most one. Deliveries and counts follow later.
 */
export function stockSteps(openedAt: Date, visits: readonly Visit[]): Step[] {
  const draws = drawsFrom(1769);
  const need = needOf(visits);
  const short = new Set(visits.map(({ work }) => work.waitsFor));
  return catalogue.flatMap((catalogued, at): Step[] => {
    const { sku, shelf, ...item } = catalogued;
    const drawn = draws.chance(0.06) ? 0 : draws.between(Math.ceil(shelf / 3), shelf);
    const kept = short.has(sku) ? Math.min(drawn, 1) : drawn;
    const createdAt = minutesAfter(openedAt, at);
    const create: Step = {
      at: createdAt,
      run: async ({ owner, parts, suppliers }) => {
        const quantity = fromThousandths(toThousandths(kept) + (need.get(sku) ?? 0));
        const supplierId = suppliers[supplierOf(sku)] ?? null;
        const values = { ...item, ...shelfOf(catalogued, at), sku, quantity, supplierId };
        const part = await owner.call.inventory.create(values);
        parts.set(sku, part.id);
      },
    };
    const adjust = (days: number, delta: number, note: string): Step => ({
      at: minutesAfter(createdAt, days * 24 * 60),
      run: ({ owner, parts }) => owner.call.inventory.adjust({ id: parts.get(sku) ?? 0, delta, note }),
    });
    if (kept >= 20) return [create, adjust(14, 12, `Delivery note ${draws.between(20_400, 20_900)}`)];
    return at % 17 === 3 && kept > 1 ? [create, adjust(21, -1, 'Counted: one fewer on the shelf.')] : [create];
  });
}
