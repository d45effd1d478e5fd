import { type Discount, fromThousandths, toThousandths } from '@mechanic-shop/shared';

interface DiscountColumns {
  discountPercent: number | null;
  discountCents: number | null;
}

export function discountOf({ discountPercent, discountCents }: DiscountColumns): Discount | null {
  if (discountPercent !== null) return { kind: 'percent', percent: fromThousandths(discountPercent) };
  return discountCents === null ? null : { kind: 'amount', amountCents: discountCents };
}

export function discountColumns(discount: Discount | null): DiscountColumns {
  return {
    discountPercent: discount?.kind === 'percent' ? toThousandths(discount.percent) : null,
    discountCents: discount?.kind === 'amount' ? discount.amountCents : null,
  };
}
