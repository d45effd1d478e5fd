import {
  type InputIssue,
  type Purchase,
  type PurchaseLine,
  type Receipt,
  type ReceivePurchaseInput,
  fromThousandths,
  toThousandths,
} from '@mechanic-shop/shared';
import { and, eq, sql } from 'drizzle-orm';
import type { SignedInCall, SignedInWriteCall } from '../../core/call.ts';
import { invalidInput, notFound } from '../../core/errors.ts';
import type { Parsed } from '../../core/parsed.ts';
import type { Filled } from '../../core/stock-demand.ts';
import { assertVersion } from '../../core/versions.ts';
import type { Queries } from '../../platform/db/database.ts';
import { idList, inIds } from '../../platform/db/lists.ts';
import { watchLow } from '../inventory/low.ts';
import { assertDecimals } from '../inventory/quantities.ts';
import { getPartRow } from '../inventory/rows.ts';
import { moveStock, setCost } from '../inventory/stock.ts';
import { ticketParts } from '../tickets/lines-table.ts';
import { assertStatus, touchPurchase } from './change.ts';
import { assertPurchase } from './rows.ts';
import { purchaseLines } from './table.ts';

/** Some of a line that has arrived, and the member of the input that says so. */
interface Arrival {
  line: PurchaseLine;
  quantity: number;
  member: InputIssue['path'];
}

/** Receives a delivery: into stock, and from there to the lines of tickets that wait. */
export function receive(call: SignedInWriteCall, input: Parsed<typeof ReceivePurchaseInput>): Promise<Receipt> {
  return call.write(async (tx) => {
    const before = await assertPurchase(tx, input.id);
    const arrivals = arrivalsOf(before, input.lines);
    assertVersion(before, input.version);
    assertStatus(before, 'ordered', 'partly_received');
    for (const arrival of arrivals) assertLeft(arrival);
    const filled: Filled[] = [];
    for (const arrival of arrivals) filled.push(...(await take(call, tx, before, arrival)));
    const purchase = await touchPurchase(call, tx, before, {
      values: statusAfter(call, before, arrivals),
      what: 'received',
    });
    return {
      purchase,
      filled: filled.map((line) => ({ ...line, quantity: fromThousandths(line.quantity) })),
      ready: await readyTickets(tx, filled),
    };
  });
}

const leftOf = ({ quantity, received }: PurchaseLine): number =>
  fromThousandths(toThousandths(quantity) - toThousandths(received));

/**
 * By default all that is left. In one order for everybody, so that two deliveries of the same parts never wait for each
 * other.
 */
function arrivalsOf({ lines }: Purchase, wanted: Parsed<typeof ReceivePurchaseInput>['lines']): Arrival[] {
  const arrivals = wanted
    ? wanted.map(({ lineId, quantity }, at): Arrival => {
        const line = lines.find(({ id }) => id === lineId);
        if (!line) throw notFound('line');
        return { line, quantity, member: ['lines', at, 'quantity'] };
      })
    : lines.map((line): Arrival => ({ line, quantity: leftOf(line), member: ['lines'] }));
  return arrivals.filter(({ quantity }) => quantity > 0).toSorted((a, b) => a.line.partId - b.line.partId);
}

function assertLeft({ line, quantity, member }: Arrival): void {
  const left = leftOf(line);
  if (quantity <= left) return;
  throw invalidInput(member, `Only ${left} of this line are left: use a lower quantity.`);
}

/** Takes an arrival into stock at its cost, and gives it to the lines that wait for the part. */
async function take(call: SignedInCall, tx: Queries, purchase: Purchase, arrival: Arrival): Promise<Filled[]> {
  const { line, quantity, member } = arrival;
  const { partId, unitCostCents } = line;
  const part = await getPartRow(tx, partId);
  if (!part) throw notFound('part');
  assertDecimals(quantity, part.decimals, ...member);
  const delta = toThousandths(quantity);
  const after = await moveStock(call, tx, {
    partId,
    kind: 'receive',
    delta,
    ticketId: null,
    purchaseId: purchase.id,
    accountId: call.caller.accountId,
    at: call.shop.now(),
    member,
  });
  if (unitCostCents !== null) await setCost(call, tx, after, unitCostCents);
  await tx
    .update(purchaseLines)
    .set({
      received: sql`${purchaseLines.received} + ${delta}`,
      outstanding: sql`${purchaseLines.outstanding} - ${delta}`,
    })
    .where(eq(purchaseLines.id, line.id));
  watchLow(call, partId);
  return call.shop.stockDemand.fill(call, tx, partId);
}

function statusAfter({ shop }: SignedInCall, { lines }: Purchase, arrivals: readonly Arrival[]) {
  const arrived = new Map(arrivals.map(({ line, quantity }) => [line.id, quantity]));
  const isAll = lines.every((line) => leftOf(line) === (arrived.get(line.id) ?? 0));
  return isAll ? { status: 'received' as const, receivedAt: shop.now() } : { status: 'partly_received' as const };
}

/** The tickets among the filled ones that miss nothing any more, oldest first. */
async function readyTickets(tx: Queries, filled: readonly Filled[]): Promise<number[]> {
  const ids = [...new Set(filled.map(({ ticketId }) => ticketId))].toSorted((a, b) => a - b);
  if (ids.length === 0) return [];
  const rows = await tx
    .selectDistinct({ id: ticketParts.ticketId })
    .from(ticketParts)
    .where(and(inIds(ticketParts.ticketId, idList(ids)), sql`${ticketParts.missing} > 0`));
  const missing = new Set(rows.map(({ id }) => id));
  return ids.filter((id) => !missing.has(id));
}
