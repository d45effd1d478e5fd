import { isDeepStrictEqual } from 'node:util';
import type { Ticket } from '@mechanic-shop/shared';
import { TRPCError } from '@trpc/server';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { appErrorOf } from '../../api/trpc-errors.ts';
import { dialect } from '../../platform/db/columns.ts';
import { expectConsistent } from '../../testing/invariants.ts';
import { everywhere, processes } from '../../testing/processes.ts';
import { type Actor, type Caller, type TestShop, somePart, someTicket } from '../../testing/testing.ts';
import {
  type Model,
  type ModelTicket,
  type ModelPurchase,
  type Outcome,
  type Place,
  type PurchaseStep,
  type Step,
  lineKey,
  newJob,
} from './testing/model-state.ts';
import { JOBS, ORDERED, PARTS, PURCHASES, STOCK, TICKETS, course, deliveries, step } from './testing/model-steps.ts';
import { waysOf } from './testing/model.ts';

const NO_SUCH_ID = Number.MAX_SAFE_INTEGER;

let shop: TestShop;
let shops: TestShop[];
let boss: Actor;
/** The same person in each process. */
let bosses: Actor[];
let mia: Actor;
let cara: Actor;
beforeAll(async () => {
  const [first, ...others] = await processes(afterAll);
  [shop, shops] = [first, [first, ...others]];
  [boss, mia, cara] = [await shop.admin(), await shop.mechanic(), await shop.customer()];
  bosses = await everywhere(shops, boss);
});

interface World {
  parts: number[];
  tickets: number[];
  /** By ticket, the ids of the jobs that it begins with. */
  jobs: number[][];
  mechanics: number[];
  vehicleId: number;
  /** With the ids of their lines, by part. */
  purchases: { id: number; lines: number[] }[];
}

/** The id of a part's line as it is found at first: it may be gone, or anew, by the time of the change. */
async function lineId(call: Caller, id: number, partId: number, jobId: number | null): Promise<number> {
  const { parts } = await call.tickets.get({ id });
  return parts.find((line) => line.partId === partId && line.jobId === jobId)?.id ?? NO_SUCH_ID;
}

function buy({ purchases }: Caller, world: World, taken: PurchaseStep): Promise<unknown> {
  const { id, lines } = world.purchases[taken.purchase] ?? { id: 0, lines: [] };
  if (taken.do === 'order') return purchases.order({ id });
  if (taken.do === 'cancel') return purchases.cancel({ id });
  if (taken.line === null) return purchases.receive({ id });
  return purchases.receive({ id, lines: [{ lineId: lines[taken.line] ?? 0, quantity: taken.quantity / 10 }] });
}

/** Forgets what processes remember: without Redis they hear of each other within a second, too late for a model. */
function forgetAll(): void {
  for (const { shop: each } of shops) for (const cache of Object.values(each.caches.all)) cache.forgetAll();
}

async function setRequired(approvalRequired: boolean): Promise<void> {
  await boss.call.shop.update({ approvalRequired });
  forgetAll();
}

/** Processes hear of other settings within a second, so on PostgreSQL no other call runs while these change. */
function separated(row: Step[]): Step[] {
  const [change] = row.filter((step) => step.do === 'require');
  return change && dialect === 'postgres' ? [change] : row;
}

async function perform(call: Caller, world: World, taken: Step): Promise<unknown> {
  if ('purchase' in taken) return buy(call, world, taken);
  const { parts, tickets, jobs, mechanics } = world;
  const partId = 'part' in taken ? (parts[taken.part] ?? 0) : 0;
  const id = 'ticket' in taken ? (tickets[taken.ticket] ?? 0) : partId;
  const who = 'mechanic' in taken ? [mechanics[taken.mechanic] ?? 0] : [];
  const own = 'from' in taken ? taken.from : 'ticket' in taken ? taken.ticket : 0;
  const jobAt = (at: Place): number | null => (at === null ? null : (jobs[own]?.[at] ?? 0));
  const jobId = 'job' in taken ? jobAt(taken.job) : null;
  const { tickets: api, deferred, inventory } = call;
  switch (taken.do) {
    case 'add':
    case 'backorder':
      return api.addPart({ id, partId, jobId, quantity: taken.quantity / 10, backorder: taken.do === 'backorder' });
    case 'remove':
      return api.removePart({ id, partId, jobId, quantity: taken.quantity / 10 });
    case 'set':
      return api.updatePart({ id, lineId: await lineId(call, id, partId, jobId), quantity: taken.quantity / 10 });
    case 'removeAll':
      return api.removePart({ id, partId, jobId });
    case 'moveLine':
      return api.moveLine({
        id,
        kind: 'part',
        lineId: await lineId(call, id, partId, jobId),
        jobId: jobAt(taken.to),
      });
    case 'decide': {
      const [approve, decline] = [taken.approve, taken.decline].map((list) => list.map((at) => jobAt(at) ?? 0));
      return api.recordApproval({ id, approve: approve ?? [], decline: decline ?? [], method: 'phone', by: 'Cara' });
    }
    case 'revive':
      return deferred.revive({ jobId: jobId ?? 0, ticketId: id });
    case 'dismiss':
      return deferred.dismiss({ jobId: jobId ?? 0 });
    case 'require':
      return setRequired(taken.required);
    case 'move':
      return api.setStatus({ id, status: taken.to, note: 'because' });
    case 'adjust':
      return inventory.adjust({ id, delta: taken.delta / 10 });
    case 'stockTake':
      return inventory.update({ id, quantity: taken.quantity / 10 });
    default:
      return api.editMechanics({ id, [taken.do === 'assign' ? 'addIds' : 'removeIds']: who });
  }
}

function outcomeOf(error: unknown): Outcome {
  if (!(error instanceof TRPCError)) throw error;
  return appErrorOf(error).reason;
}

/** An answered quantity in tenths; it must be exactly the number that JSON shows. */
function inTenths(quantity: number): number {
  const tenths = Math.round(quantity * 10);
  expect(quantity).toBe(tenths / 10);
  return tenths;
}

function blockersOf({ status, jobs, parts }: Ticket, approvalRequired: boolean): Ticket['blockers'] {
  if (status !== 'in_progress') return [];
  const isDecided = jobs.every(({ approval }) => approval === 'approved' || approval === 'declined');
  if (approvalRequired && !isDecided) return [{ to: 'completed', reason: 'APPROVAL_NEEDED' }];
  return parts.some(({ missing }) => missing > 0) ? [{ to: 'completed', reason: 'PARTS_MISSING' }] : [];
}

/** Expects that a ticket's sums follow from its lines: those of declined jobs do not count. */
function expectSums({ jobs, parts, totals, partsTotalCents }: Ticket): void {
  for (const line of parts) expect(line.totalCents).toBe((inTenths(line.quantity) * line.unitPriceCents) / 10);
  const sumOf = (lines: Ticket['parts']) => lines.reduce((sum, line) => sum + line.totalCents, 0);
  const declined = new Set(jobs.filter(({ approval }) => approval === 'declined').map(({ id }) => id));
  expect(totals.totalCents).toBe(sumOf(parts.filter(({ jobId }) => jobId === null || !declined.has(jobId))));
  expect(partsTotalCents).toBe(totals.totalCents);
  for (const own of jobs) expect(own.netCents).toBe(sumOf(parts.filter(({ jobId }) => jobId === own.id)));
}

/** The deferred jobs of the car that all tickets of a plan are for, by their ids. */
async function deferredJobs(
  vehicleId: number,
): Promise<Map<number, { deferred: 'open' | 'closed'; netCents: number }>> {
  const found = new Map<number, { deferred: 'open' | 'closed'; netCents: number }>();
  for (const open of [true, false]) {
    const { items, nextCursor } = await mia.call.deferred.list({ open, vehicleId, limit: 100 });
    expect(nextCursor).toBeNull();
    for (const { jobId, netCents, revivedTicketId, dismissed } of items) {
      expect(open).toBe(revivedTicketId === null && !dismissed);
      found.set(jobId, { deferred: open ? 'open' : 'closed', netCents });
    }
  }
  return found;
}

type Deferred = Awaited<ReturnType<typeof deferredJobs>>;

async function observedTicket(id: number, world: World, deferred: Deferred, required: boolean): Promise<ModelTicket> {
  const ticket = await mia.call.tickets.get({ id });
  expectSums(ticket);
  expect(ticket.blockers).toEqual(blockersOf(ticket, required));
  for (const { id: jobId, netCents } of ticket.jobs) expect(deferred.get(jobId)?.netCents ?? netCents).toBe(netCents);
  const at = (jobId: number | null) => (jobId === null ? null : ticket.jobs.findIndex((own) => own.id === jobId));
  const { items } = await mia.call.tickets.approvals({ id, limit: 100 });
  return {
    status: ticket.status,
    lines: Object.fromEntries(
      ticket.parts.map(({ partId, jobId, quantity, reserved, missing }) => [
        lineKey(at(jobId), world.parts.indexOf(partId)),
        { quantity: inTenths(quantity), reserved: inTenths(reserved), missing: inTenths(missing) },
      ]),
    ),
    jobs: ticket.jobs.map(({ id: jobId, approval, approvedCents }) => ({
      approval,
      approvedCents,
      deferred: deferred.get(jobId)?.deferred ?? 'no',
      revivedOn: null,
    })),
    approvals: items.toReversed().map(({ approved, declined, approvedCents }) => ({
      approved: approved.map((jobId) => at(jobId) ?? -1),
      declined: declined.map((jobId) => at(jobId) ?? -1),
      approvedCents,
    })),
    mechanics: ticket.mechanics.map((mechanic) => world.mechanics.indexOf(mechanic.id)),
  };
}

async function observedPurchase(id: number): Promise<ModelPurchase> {
  const { status, lines } = await mia.call.purchases.get({ id });
  const inModel = lines.map((line) => ({ quantity: inTenths(line.quantity), received: inTenths(line.received) }));
  return { status, lines: inModel };
}

/** The visible state of the shop, in the form of the model. */
async function observed(world: World): Promise<Model> {
  forgetAll();
  const { approvalRequired } = await mia.call.shop.get();
  const model: Model = { parts: [], tickets: [], purchases: [], approvalRequired };
  for (const id of world.parts) {
    const part = await shop.anonymous.inventory.get({ id });
    const [quantity, reserved] = [inTenths(part.quantity), inTenths(part.reserved)];
    expect(part.available).toBe((quantity - reserved) / 10);
    model.parts.push({ quantity, reserved });
  }
  for (const { id } of world.purchases) model.purchases.push(await observedPurchase(id));
  const deferred = await deferredJobs(world.vehicleId);
  for (const id of world.tickets) model.tickets.push(await observedTicket(id, world, deferred, approvalRequired));
  return model;
}

/** Where a job was revived shows only while it is on the list. */
function withRevived(seen: Model, known: Model): Model {
  return {
    ...seen,
    tickets: seen.tickets.map((ticket, at) => ({
      ...ticket,
      jobs: ticket.jobs.map((own, n) => ({ ...own, revivedOn: known.tickets[at]?.jobs[n]?.revivedOn ?? null })),
    })),
  };
}

async function newWorld(): Promise<World> {
  const { id: vehicleId } = await cara.call.vehicles.create({ make: 'Saab', model: '900', year: 1990 });
  const world: World = { parts: [], tickets: [], jobs: [], mechanics: [boss.id, mia.id], vehicleId, purchases: [] };
  while (world.parts.length < PARTS)
    world.parts.push(
      (await somePart(mia, { quantity: STOCK / 10, decimals: 1, unit: 'litre', minQuantity: STOCK / 20 })).id,
    );
  const { id: supplierId } = await mia.call.suppliers.create({ name: 'Factors' });
  while (world.purchases.length < PURCHASES) {
    const wanted = world.parts.map((partId) => ({ partId, quantity: ORDERED / 10 }));
    const { id, lines } = await mia.call.purchases.create({ supplierId, lines: wanted });
    world.purchases.push({ id, lines: lines.map((line) => line.id) });
  }
  while (world.tickets.length < TICKETS) {
    const { id } = await someTicket(cara, { vehicleId });
    await mia.call.tickets.addJob({ id, name: 'First' });
    const { jobs } = await mia.call.tickets.addJob({ id, name: 'Second' });
    world.tickets.push(id);
    world.jobs.push(jobs.map((own) => own.id));
  }
  return world;
}

test('concurrent calls, in several processes where there are, have the outcome of some sequential order', async () => {
  const rows = fc.array(fc.array(step, { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 8 });
  const property = fc.asyncProperty(rows, async (plan) => {
    await setRequired(false);
    const world = await newWorld();
    let model = await observed(world);
    expect(model.tickets.flatMap(({ jobs }) => jobs)).toEqual(Array.from({ length: TICKETS * JOBS }, () => newJob));
    for (const row of plan.map(separated)) {
      const outcomes = await Promise.all(
        row.map((taken, n): Promise<Outcome> => {
          const { call } = bosses[n % bosses.length] ?? boss;
          return perform(call, world, taken).then(() => 'done', outcomeOf);
        }),
      );
      const seen = await observed(world);
      const ways = waysOf(model, row);
      const way = ways.find((known) =>
        isDeepStrictEqual([known.after, known.outcomes], [withRevived(seen, known.after), outcomes]),
      );
      if (!way) expect({ row, outcomes, seen }).toEqual({ row, outcomes: ways[0]?.outcomes, seen: ways[0]?.after });
      model = withRevived(seen, way?.after ?? seen);
      await expectConsistent(shop.shop.database);
    }
  });
  // The steps of a row run concurrently, on PostgreSQL in two processes. A failure prints the seed, the path and the smallest failing plan.
  await fc.assert(property, { numRuns: dialect === 'postgres' ? 8 : 40, examples: [[course], [deliveries]] });
});
