import { MAX_LINES, MAX_LINE_QUANTITY, MAX_MECHANICS, MAX_STOCK, MAX_TOTAL_CENTS } from '@mechanic-shop/shared';
import { asc } from 'drizzle-orm';
import { expect } from 'vitest';
import { mechanics } from '../features/accounts/mechanics-table.ts';
import { parts, stockMovements } from '../features/inventory/table.ts';
import { purchaseLines, purchases } from '../features/purchases/table.ts';
import { ticketJobs, ticketParts } from '../features/tickets/lines-table.ts';
import { statusChanges, ticketMechanics, tickets } from '../features/tickets/table.ts';
import { vehicleMileage, vehicles } from '../features/vehicles/table.ts';
import type { Database } from '../platform/db/database.ts';
import { overlaps } from './overlaps.ts';
import { copyProblems } from './replay.ts';

type Movement = typeof stockMovements.$inferSelect;

// Repeated from the contract, so that the ledger is not checked by the code that writes it.
const onShelf = (kind: Movement['kind']): boolean => ['receive', 'adjust', 'consume', 'return'].includes(kind);
const onReserve = (kind: Movement['kind']): boolean => ['reserve', 'release', 'consume'].includes(kind);

function sum<T>(rows: readonly T[], value: (row: T) => number): number {
  return rows.reduce((total, row) => total + value(row), 0);
}

function groups<T, K>(rows: readonly T[], key: (row: T) => K): (key: K) => T[] {
  const byKey = Map.groupBy(rows, key);
  return (wanted) => byKey.get(wanted) ?? [];
}

/**
 * Expects that redundant data agrees: stock with its ledger, ticket lines and purchases, tickets with their history, mechanics
 * with their counts, and everything with its events. Call it while nothing is being written.
 */
export async function expectConsistent({ read }: Pick<Database, 'read'>): Promise<void> {
  const problems: string[] = [];
  const same = (what: string, found: unknown, expected: unknown) => {
    if (found !== expected) problems.push(`${what} is ${String(found)}, not ${String(expected)}`);
  };
  const within = (what: string, found: number, min: number, max: number) => {
    if (!(found >= min && found <= max)) problems.push(`${what} is ${found}, not within ${min}..${max}`);
  };

  const allParts = await read.select().from(parts);
  const allTickets = await read.select().from(tickets);
  const lines = await read.select().from(ticketParts);
  const approvalOf = new Map((await read.select().from(ticketJobs)).map(({ id, approval }) => [id, approval]));
  const assignments = await read.select().from(ticketMechanics);
  const movements = await read.select().from(stockMovements).orderBy(asc(stockMovements.id));
  const changes = await read.select().from(statusChanges).orderBy(asc(statusChanges.id));
  const readings = groups(await read.select().from(vehicleMileage), (row) => row.vehicleId);

  const statusOf = new Map((await read.select().from(purchases)).map(({ id, status }) => [id, status]));
  const bought = await read.select().from(purchaseLines);

  const ticketOf = new Map(allTickets.map((row) => [row.id, row]));
  const isLive = (id: number) => ['open', 'in_progress'].includes(ticketOf.get(id)?.status ?? '');
  const linesOfPart = groups(lines, (row) => row.partId);
  const boughtOfPart = groups(bought, (row) => row.partId);
  const linesOfTicket = groups(lines, (row) => row.ticketId);
  const movementsOfPart = groups(movements, (row) => row.partId);

  for (const part of allParts) {
    const name = `part ${part.id}`;
    within(`the quantity of ${name}`, part.quantity, 0, 1000 * MAX_STOCK);
    within(`the reserved of ${name}`, part.reserved, 0, part.quantity);
    const own = linesOfPart(part.id);
    same(
      `the reserved of ${name}`,
      part.reserved,
      sum(own, (line) => line.reserved),
    );
    const isWaiting = own.some((line) => line.missing > 0);
    same(`whether lines wait for ${name} although it is available`, isWaiting && part.quantity > part.reserved, false);
    // Repeated from the contract: what is ordered, less what has arrived of it.
    const isOnOrder = ({ purchaseId }: { purchaseId: number }) =>
      ['ordered', 'partly_received'].includes(statusOf.get(purchaseId) ?? '');
    const onOrder = sum(boughtOfPart(part.id).filter(isOnOrder), (line) => line.quantity - line.received);
    const missing = sum(own, (line) => line.missing);
    const expected = part.quantity - part.reserved + onOrder - missing;
    same(`whether ${name} is low`, part.low, part.minQuantity !== null && expected < part.minQuantity);
    let [quantity, reserved] = [0, 0];
    for (const { id, kind, delta, quantityAfter, reservedAfter } of movementsOfPart(part.id)) {
      if (onShelf(kind)) quantity += delta;
      if (onReserve(kind)) reserved += kind === 'consume' ? -Math.abs(delta) : delta;
      same(`the quantity of ${name} after movement ${id}`, quantityAfter, quantity);
      same(`the reserved of ${name} after movement ${id}`, reservedAfter, reserved);
    }
    same(`the quantity of ${name} by its ledger`, part.quantity, quantity);
    same(`the reserved of ${name} by its ledger`, part.reserved, reserved);
  }

  for (const { id, ticketId, jobId, quantity, reserved, missing } of lines) {
    const approval = approvalOf.get(jobId ?? 0);
    const expected = isLive(ticketId) && approval !== 'declined' ? quantity : 0;
    // Before the approval, a line may hold nothing: where the shop requires it.
    const mayBeLoose = (approval === 'none' || approval === 'asked') && reserved + missing === 0;
    if (!mayBeLoose) same(`what line ${id} holds and waits for`, reserved + missing, expected);
    within(`the reserved of line ${id}`, reserved, 0, quantity);
    within(`the missing of line ${id}`, missing, 0, quantity);
  }

  const arrivals = groups(movements, (row) => `${row.purchaseId}/${row.partId}`);
  const purchasesOf = groups(bought, (row) => row.purchaseId);
  for (const { id, purchaseId, partId, quantity, received, outstanding } of bought) {
    const name = `line ${id} of purchase ${purchaseId}`;
    const arrived = arrivals(`${purchaseId}/${partId}`);
    within(`the received of ${name}`, received, 0, quantity);
    same(
      `the received of ${name}`,
      received,
      sum(arrived, (row) => row.delta),
    );
    same(
      `whether only arrivals name ${name}`,
      arrived.every(({ kind }) => kind === 'receive'),
      true,
    );
    const isExpected = ['ordered', 'partly_received'].includes(statusOf.get(purchaseId) ?? '');
    same(`what ${name} announces`, outstanding, isExpected ? quantity - received : 0);
  }
  for (const [id, status] of statusOf) {
    const own = purchasesOf(id);
    const [received, left] = [sum(own, (line) => line.received), sum(own, (line) => line.quantity - line.received)];
    const expected = received === 0 ? ['draft', 'ordered'] : left === 0 ? ['received'] : ['partly_received'];
    same(`whether purchase ${id} may be ${status}`, ['cancelled', ...expected].includes(status), true);
  }

  for (const { id, kind, delta } of movements) {
    const sign = { receive: 1, reserve: 1, return: 1, release: -1, consume: -1, adjust: Math.sign(delta) }[kind];
    same(`the sign of movement ${id}`, Math.sign(delta), sign);
  }

  // The sum of a ticket's movements of a part equals its line.
  const useOf = groups(movements, (row) => `${row.ticketId}/${row.partId}`);
  const pairs = new Set([...lines, ...movements.filter((row) => row.ticketId !== null)].map(pairOf));
  const linesOf = groups(lines, pairOf);
  for (const pair of pairs) {
    const quantity = sum(linesOf(pair), (row) => (approvalOf.get(row.jobId ?? 0) === 'declined' ? 0 : row.quantity));
    const reserved = sum(linesOf(pair), (row) => row.reserved);
    const ticketId = Number(pair.split('/')[0]);
    const used = useOf(pair);
    const held = sum(used, ({ kind, delta }) => (onReserve(kind) ? delta : 0));
    const taken = sum(used, ({ kind, delta }) => (onShelf(kind) ? delta : 0));
    same(`what ticket/part ${pair} holds by the ledger`, held, reserved);
    same(
      `what ticket/part ${pair} took by the ledger`,
      -taken,
      ticketOf.get(ticketId)?.status === 'completed' ? quantity : 0,
    );
  }

  const changesOf = groups(changes, (row) => row.ticketId);
  const mechanicsOf = groups(assignments, (row) => row.ticketId);
  for (const ticket of allTickets) {
    const name = `ticket ${ticket.id}`;
    const own = linesOfTicket(ticket.id);
    within(`the lines of ${name}`, own.length, 0, MAX_LINES);
    within(`the mechanics of ${name}`, mechanicsOf(ticket.id).length, 0, MAX_MECHANICS);
    for (const line of own) within(`the quantity of line ${line.id}`, line.quantity, 1, 1000 * MAX_LINE_QUANTITY);
    const total = sum(own, (line) => (line.quantity / 1000) * line.unitPriceCents);
    within(`the total of ${name}`, total, 0, MAX_TOTAL_CENTS);
    let status: string | null = null;
    for (const change of changesOf(ticket.id)) {
      same(`where change ${change.id} of ${name} comes from`, change.from, status);
      status = change.to;
    }
    same(`the status of ${name}`, ticket.status, status);
    same(`whether ${name} has a time of completion`, ticket.completedAt !== null, ticket.status === 'completed');
    if (ticket.holdReason !== null) same(`whether ${name}, which is on hold, is in work`, isLive(ticket.id), true);
  }

  const ticketsOf = groups(assignments, (row) => row.mechanicId);
  for (const { id, ticketCount } of await read.select().from(mechanics)) {
    same(`the ticket count of mechanic ${id}`, ticketCount, ticketsOf(id).length);
  }

  for (const { id, mileage } of await read.select().from(vehicles)) {
    const highest = Math.max(-1, ...readings(id).map((row) => row.mileage));
    same(`the mileage of vehicle ${id}`, mileage ?? -1, highest);
  }

  expect([...problems, ...(await overlaps(read)), ...(await copyProblems(read))]).toEqual([]);
}

const pairOf = ({ ticketId, partId }: { ticketId: number | null; partId: number }) => `${ticketId}/${partId}`;
