import { type Model, type ModelPurchase, type Outcome, type PurchaseStep, at, fill } from './model-state.ts';

/** How much of each part arrives, or why it cannot. */
function arrivals(purchase: ModelPurchase, step: PurchaseStep & { do: 'receive' }): number[] | Outcome {
  if (purchase.status !== 'ordered' && purchase.status !== 'partly_received') return 'PURCHASE_CLOSED';
  const left = purchase.lines.map(({ quantity, received }) => quantity - received);
  if (step.line === null) return left;
  if (step.quantity > at(left, step.line)) return 'INVALID_INPUT';
  return left.map((_, part) => (part === step.line ? step.quantity : 0));
}

function receive(model: Model, purchase: ModelPurchase, step: PurchaseStep & { do: 'receive' }): Outcome {
  const arrived = arrivals(purchase, step);
  if (!Array.isArray(arrived)) return arrived;
  for (const [part, quantity] of arrived.entries()) {
    at(purchase.lines, part).received += quantity;
    at(model.parts, part).quantity += quantity;
  }
  purchase.status = purchase.lines.every(({ quantity, received }) => quantity === received)
    ? 'received'
    : 'partly_received';
  fill(model);
  return 'done';
}

/** A change of a purchase. */
export function changePurchase(model: Model, step: PurchaseStep): Outcome {
  const purchase = at(model.purchases, step.purchase);
  const { status } = purchase;
  if (step.do === 'receive') return receive(model, purchase, step);
  if (step.do === 'order') {
    if (status !== 'draft') return 'PURCHASE_CLOSED';
    purchase.status = 'ordered';
    return 'done';
  }
  if (status === 'received' || status === 'cancelled') return 'PURCHASE_CLOSED';
  purchase.status = 'cancelled';
  return 'done';
}
