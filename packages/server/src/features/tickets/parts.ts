import {
  type AddPartInput,
  MAX_LINES,
  MAX_LINE_QUANTITY,
  type RemovePartInput,
  type Ticket,
  type TicketPart,
  type UpdatePartLineInput,
  toThousandths,
} from '@mechanic-shop/shared';
import { eq, sql } from 'drizzle-orm';
import type { SignedInCall, SignedInWriteCall } from '../../core/call.ts';
import { invalidInput, notFound } from '../../core/errors.ts';
import type { Parsed } from '../../core/parsed.ts';
import type { Queries } from '../../platform/db/database.ts';
import { assertDecimals } from '../inventory/quantities.ts';
import { type PartRow, getPartRow } from '../inventory/rows.ts';
import { readSettings } from '../shop/rows.ts';
import { assertOpen, readableTicket, touchTicket } from './change.ts';
import { jobIdOn, lineOfPart, partLineOn } from './find-line.ts';
import { type Holding, assertInJob, holdingOn, settled } from './holding.ts';
import { ticketParts } from './lines-table.ts';
import { nothing, release, reserve } from './movements.ts';
import { fillWaiting } from './waiting.ts';

/** Adds to the part's line, and reserves it; name, sku, unit and price are the part's when the line begins. */
export function addPart(call: SignedInWriteCall, input: Parsed<typeof AddPartInput>): Promise<Ticket> {
  return call.write(async (tx) => {
    const ticket = await readableTicket(call, tx, input.id);
    const part = await getPartRow(tx, input.partId);
    if (!part) throw notFound('part');
    const jobId = jobIdOn(ticket, input.jobId);
    assertOpen(ticket);
    const settings = await readSettings(tx);
    assertInJob(settings, jobId);
    assertDecimals(input.quantity, part.decimals, 'quantity');
    await putPart(call, tx, ticket, part, { ...input, jobId }, holdingOn(settings, ticket));
    return touchTicket(call, tx, ticket, {}, 'quantity');
  });
}

interface Put {
  jobId: number | null;
  quantity: number;
  unitPriceCents?: number | undefined;
  /** Of a new line; default true. */
  taxable?: boolean | undefined;
  backorder: boolean;
}

/** Adds a part to its line, which may begin with it. */
export async function putPart(
  call: SignedInCall,
  tx: Queries,
  ticket: Ticket,
  part: PartRow,
  { jobId, quantity, unitPriceCents, taxable = true, backorder }: Put,
  holding: Holding,
): Promise<void> {
  const line = lineOfPart(ticket, part.id, jobId);
  assertPut(ticket, part, line, { quantity, unitPriceCents });
  const thousandths = toThousandths(quantity);
  const place = { ticketId: ticket.id, partId: part.id };
  if (line) await settled(call, tx, ticket.id, line, holding);
  const taken = holding(jobId) ? await reserve(call, tx, place, { quantity: thousandths, backorder }) : nothing;
  if (line) {
    await raiseLine(tx, line.id, thousandths, taken);
  } else {
    const { sku, name, unit } = part;
    const price = unitPriceCents ?? part.priceCents;
    await tx
      .insert(ticketParts)
      .values({ ...place, jobId, sku, name, unit, quantity: thousandths, ...taken, unitPriceCents: price, taxable });
  }
}

/** Rejects more lines of parts than a ticket has room for. */
export function assertPartsFit(ticket: Ticket, at: string, more = 1): void {
  if (ticket.parts.length + more <= MAX_LINES) return;
  throw invalidInput([at], `A ticket has at most ${MAX_LINES} lines of parts: open another ticket.`);
}

function assertPut(
  ticket: Ticket,
  part: PartRow,
  line: TicketPart | undefined,
  { quantity, unitPriceCents }: Pick<Put, 'quantity' | 'unitPriceCents'>,
): void {
  if (!line && !part.active) throw invalidInput(['partId'], 'This part is retired: use another one.');
  if (!line) assertPartsFit(ticket, 'partId');
  if (line && unitPriceCents !== undefined && unitPriceCents !== line.unitPriceCents) {
    throw invalidInput(
      ['unitPriceCents'],
      'The ticket already has this part at another price: change the price with tickets.updatePart.',
    );
  }
  assertLineQuantity((line?.quantity ?? 0) + quantity);
}

function assertLineQuantity(quantity: number): void {
  if (quantity <= MAX_LINE_QUANTITY) return;
  throw invalidInput(['quantity'], `A line has at most ${MAX_LINE_QUANTITY} of a part: use a lower quantity.`);
}

async function raiseLine(
  tx: Queries,
  lineId: number,
  quantity: number,
  { reserved, missing }: { reserved: number; missing: number },
): Promise<void> {
  await tx
    .update(ticketParts)
    .set({
      quantity: sql`${ticketParts.quantity} + ${quantity}`,
      reserved: sql`${ticketParts.reserved} + ${reserved}`,
      missing: sql`${ticketParts.missing} + ${missing}`,
    })
    .where(eq(ticketParts.id, lineId));
}

/** Lowers a line, or removes it: what is missing first, then what is reserved, which others may wait for. Thousandths. */
export async function lowerLine(
  call: SignedInCall,
  tx: Queries,
  ticketId: number,
  line: TicketPart,
  quantity: number,
): Promise<void> {
  const fromMissing = Math.min(quantity, toThousandths(line.missing));
  const fromReserved = Math.min(quantity - fromMissing, toThousandths(line.reserved));
  // The part before its line, as everywhere, so that two changes of one line never wait for each other.
  await release(call, tx, { ticketId, partId: line.partId }, fromReserved);
  if (quantity === toThousandths(line.quantity)) await tx.delete(ticketParts).where(eq(ticketParts.id, line.id));
  else await raiseLine(tx, line.id, -quantity, { reserved: -fromReserved, missing: -fromMissing });
  if (fromReserved > 0) await fillWaiting(call, tx, line.partId, ticketId);
}

/** Takes from the part's line, by default all of it, and releases the stock. */
export function removePart(call: SignedInWriteCall, input: Parsed<typeof RemovePartInput>): Promise<Ticket> {
  return call.write(async (tx) => {
    const ticket = await readableTicket(call, tx, input.id);
    const line = lineOfPart(ticket, input.partId, jobIdOn(ticket, input.jobId));
    if (!line) throw notFound('part');
    assertOpen(ticket);
    const { quantity = line.quantity } = input;
    if (quantity > line.quantity) {
      throw invalidInput(['quantity'], `The line has only ${line.quantity} of this part: use a lower quantity.`);
    }
    if (input.quantity !== undefined) await assertLineDecimals(tx, line, input.quantity);
    const isGone = quantity === line.quantity;
    const holding = holdingOn(await readSettings(tx), ticket);
    const held = isGone ? line : await settled(call, tx, ticket.id, line, holding);
    await lowerLine(call, tx, ticket.id, held, toThousandths(quantity));
    return touchTicket(call, tx, ticket);
  });
}

async function assertLineDecimals(tx: Queries, { partId }: TicketPart, quantity: number): Promise<void> {
  const part = await getPartRow(tx, partId);
  if (part) assertDecimals(quantity, part.decimals, 'quantity');
}

/** Changes a part's line. */
export function updatePart(call: SignedInWriteCall, input: Parsed<typeof UpdatePartLineInput>): Promise<Ticket> {
  return call.write(async (tx) => {
    const ticket = await readableTicket(call, tx, input.id);
    const line = partLineOn(ticket, input.lineId);
    assertOpen(ticket, input.version);
    const { quantity = line.quantity, unitPriceCents = line.unitPriceCents, taxable = line.taxable } = input;
    const isPriced = unitPriceCents === line.unitPriceCents && taxable === line.taxable;
    if (quantity === line.quantity && isPriced) return ticket;
    const holding = holdingOn(await readSettings(tx), ticket);
    const held = await settled(call, tx, ticket.id, line, holding);
    const change = { quantity, backorder: input.backorder };
    if (quantity !== line.quantity) await setQuantity(call, tx, ticket, held, change, holding);
    if (!isPriced) await tx.update(ticketParts).set({ unitPriceCents, taxable }).where(eq(ticketParts.id, line.id));
    return touchTicket(call, tx, ticket, {}, quantity === line.quantity ? 'unitPriceCents' : 'quantity');
  });
}

async function setQuantity(
  call: SignedInCall,
  tx: Queries,
  ticket: Ticket,
  line: TicketPart,
  { quantity, backorder = false }: { quantity: number; backorder?: boolean | undefined },
  holding: Holding,
): Promise<void> {
  await assertLineDecimals(tx, line, quantity);
  const delta = toThousandths(quantity) - toThousandths(line.quantity);
  if (delta < 0) return lowerLine(call, tx, ticket.id, line, -delta);
  const place = { ticketId: ticket.id, partId: line.partId };
  const taken = holding(line.jobId) ? await reserve(call, tx, place, { quantity: delta, backorder }) : nothing;
  return raiseLine(tx, line.id, delta, taken);
}
