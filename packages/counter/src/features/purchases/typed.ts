import type { Part, Purchase, RouterInputs } from '@mechanic-shop/client';
import { parseCents, parseDecimal, typedCents } from '../../app/format.tsx';
import { allOf } from '../../ui/form/rows.ts';

/** A line of a draft as it is typed; without a cost, it takes the cost of the part. */
export interface TypedLine {
  key: string;
  partId: number;
  name: string;
  quantity: string;
  cost: string;
}

/** A purchase as it is typed. */
export interface TypedPurchase {
  supplierId: string;
  lines: readonly TypedLine[];
  reference: string;
  expectedOn: string;
  note: string;
}

export function typedPurchase(purchase: Purchase | undefined): TypedPurchase {
  return {
    supplierId: purchase ? String(purchase.supplier.id) : '',
    lines: (purchase?.lines ?? []).map(({ partId, name, quantity, unitCostCents }) => ({
      key: `part ${partId}`,
      partId,
      name,
      quantity: String(quantity),
      cost: unitCostCents === null ? '' : typedCents(unitCostCents),
    })),
    reference: purchase?.reference ?? '',
    expectedOn: purchase?.expectedOn ?? '',
    note: purchase?.note ?? '',
  };
}

/** A line for one more part. */
export function lineFor({ id, name }: Part): TypedLine {
  return { key: `part ${id}`, partId: id, name, quantity: '1', cost: '' };
}

type PurchaseInput = RouterInputs['purchases']['create'];

function lineOf({ partId, quantity, cost }: TypedLine): PurchaseInput['lines'][number] | undefined {
  const count = parseDecimal(quantity);
  if (count === undefined) return undefined;
  if (cost.trim() === '') return { partId, quantity: count };
  const unitCostCents = parseCents(cost);
  return unitCostCents === undefined ? undefined : { partId, quantity: count, unitCostCents };
}

/** The input of what is typed; undefined while it lacks a supplier or a line, or a line is not valid. */
export function purchaseOf(typed: TypedPurchase): PurchaseInput | undefined {
  const lines = allOf(typed.lines.map(lineOf));
  if (typed.supplierId === '' || !lines || lines.length === 0) return undefined;
  return {
    supplierId: Number(typed.supplierId),
    lines,
    reference: typed.reference.trim() || null,
    expectedOn: typed.expectedOn || null,
    note: typed.note.trim() || null,
  };
}
