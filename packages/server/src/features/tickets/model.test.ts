import { isDeepStrictEqual } from 'node:util';
import type { Ticket, TicketStatus } from '@mechanic-shop/shared';
import { TRPCError } from '@trpc/server';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { appErrorOf } from '../../api/trpc-errors.ts';
import { expectConsistent } from '../../testing/invariants.ts';
import { type Actor, type Caller, type TestShop, createTestShop, somePart, someTicket } from '../../testing/testing.ts';
import { type Model, type Outcome, type Step, waysOf } from './testing/model.ts';

const PARTS = 2;
const TICKETS = 3;
const CREW = 2;
// Tenths: both parts are counted in litres.
const STOCK = 60;

let shop: TestShop;
let boss: Actor;
let mia: Actor;
let cara: Actor;
beforeAll(async () => {
  shop = await createTestShop();
  [boss, mia, cara] = [await shop.admin(), await shop.mechanic(), await shop.customer()];
});
afterAll(() => shop.close());

const place = (size: number) => fc.nat({ max: size - 1 });
const tenths = fc.constantFrom(1, 2, 7, 12, 25, 40);
const statuses: TicketStatus[] = ['open', 'in_progress', 'completed', 'cancelled'];
const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({
      do: fc.constantFrom('add', 'backorder', 'backorder', 'remove', 'set'),
      ticket: place(TICKETS),
      part: place(PARTS),
      quantity: tenths,
    }),
  },
  fc.record({ do: fc.constant('removeAll'), ticket: place(TICKETS), part: place(PARTS) }),
  {
    weight: 3,
    arbitrary: fc.record({ do: fc.constant('move'), ticket: place(TICKETS), to: fc.constantFrom(...statuses) }),
  },
  fc.record({ do: fc.constant('adjust'), part: place(PARTS), delta: fc.constantFrom(-30, -7, 1, 2, 12, 50) }),
  fc.record({ do: fc.constant('stockTake'), part: place(PARTS), quantity: fc.nat({ max: 120 }) }),
  fc.record({ do: fc.constantFrom('assign', 'unassign'), ticket: place(TICKETS), mechanic: place(CREW) }),
);

interface World {
  parts: number[];
  tickets: number[];
  mechanics: number[];
}

/** Sets the quantity of a part's line as it is found at first: it may be gone, or anew, by the time of the change. */
async function setLine(call: Caller, id: number, partId: number, quantity: number): Promise<unknown> {
  const { parts } = await call.tickets.get({ id });
  const lineId = parts.find((line) => line.partId === partId)?.id ?? Number.MAX_SAFE_INTEGER;
  return call.tickets.updatePart({ id, lineId, quantity });
}

function perform(call: Caller, { parts, tickets, mechanics }: World, taken: Step): Promise<unknown> {
  const partId = 'part' in taken ? (parts[taken.part] ?? 0) : 0;
  const id = 'ticket' in taken ? (tickets[taken.ticket] ?? 0) : partId;
  const who = 'mechanic' in taken ? [mechanics[taken.mechanic] ?? 0] : [];
  switch (taken.do) {
    case 'add':
    case 'backorder':
      return call.tickets.addPart({ id, partId, quantity: taken.quantity / 10, backorder: taken.do === 'backorder' });
    case 'remove':
      return call.tickets.removePart({ id, partId, quantity: taken.quantity / 10 });
    case 'set':
      return setLine(call, id, partId, taken.quantity / 10);
    case 'removeAll':
      return call.tickets.removePart({ id, partId });
    case 'move':
      return call.tickets.setStatus({ id, status: taken.to, note: 'because' });
    case 'adjust':
      return call.inventory.adjust({ id, delta: taken.delta / 10 });
    case 'stockTake':
      return call.inventory.update({ id, quantity: taken.quantity / 10 });
    default:
      return call.tickets.editMechanics({ id, [taken.do === 'assign' ? 'addIds' : 'removeIds']: who });
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

function blockersOf({ status, parts }: Ticket): Ticket['blockers'] {
  const isMissing = parts.some(({ missing }) => missing > 0);
  return isMissing && status === 'in_progress' ? [{ to: 'completed', reason: 'PARTS_MISSING' }] : [];
}

/** The visible state of the shop, in the form of the model. */
async function observed({ parts, tickets, mechanics }: World): Promise<Model> {
  const model: Model = { parts: [], tickets: [] };
  for (const id of parts) {
    const part = await shop.anonymous.inventory.get({ id });
    const [quantity, reserved] = [inTenths(part.quantity), inTenths(part.reserved)];
    expect(part.available).toBe((quantity - reserved) / 10);
    model.parts.push({ quantity, reserved });
  }
  for (const id of tickets) {
    const ticket = await mia.call.tickets.get({ id });
    const total = ticket.parts.reduce((sum, line) => sum + line.totalCents, 0);
    expect(ticket.partsTotalCents).toBe(total);
    for (const line of ticket.parts) {
      expect(line.totalCents).toBe((inTenths(line.quantity) * line.unitPriceCents) / 10);
    }
    expect(ticket.blockers).toEqual(blockersOf(ticket));
    model.tickets.push({
      status: ticket.status,
      lines: Object.fromEntries(
        ticket.parts.map(({ partId, quantity, reserved, missing }) => [
          parts.indexOf(partId),
          { quantity: inTenths(quantity), reserved: inTenths(reserved), missing: inTenths(missing) },
        ]),
      ),
      mechanics: ticket.mechanics.map((mechanic) => mechanics.indexOf(mechanic.id)),
    });
  }
  return model;
}

test('concurrent calls have the outcome of some sequential order', async () => {
  // The steps of a row run concurrently, each by its own caller.
  const rows = fc.array(fc.array(step, { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 8 });
  const property = fc.asyncProperty(rows, async (plan) => {
    const world: World = { parts: [], tickets: [], mechanics: [boss.id, mia.id] };
    while (world.parts.length < PARTS)
      world.parts.push((await somePart(mia, { quantity: STOCK / 10, decimals: 1, unit: 'litre' })).id);
    while (world.tickets.length < TICKETS) world.tickets.push((await someTicket(cara)).id);
    let model: Model = {
      parts: world.parts.map(() => ({ quantity: STOCK, reserved: 0 })),
      tickets: world.tickets.map(() => ({ status: 'open', lines: {}, mechanics: [] })),
    };
    for (const row of plan) {
      const outcomes = await Promise.all(
        row.map((taken): Promise<Outcome> => perform(boss.call, world, taken).then(() => 'done', outcomeOf)),
      );
      const seen = await observed(world);
      const ways = waysOf(model, row);
      const way = ways.find((known) => isDeepStrictEqual([known.after, known.outcomes], [seen, outcomes]));
      if (!way) expect({ row, outcomes, seen }).toEqual({ row, outcomes: ways[0]?.outcomes, seen: ways[0]?.after });
      model = seen;
      await expectConsistent(shop.shop.database);
    }
  });
  // On failure fast-check prints the seed, the path and the smallest failing plan.
  await fc.assert(property, { numRuns: 60, plugins: [fc.interruptAfterTimeLimit(12_000)] });
});
