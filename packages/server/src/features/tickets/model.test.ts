import { isDeepStrictEqual } from 'node:util';
import type { TicketStatus } from '@mechanic-shop/shared';
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
const STOCK = 6;

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
const pieces = fc.integer({ min: 1, max: 4 });
const statuses: TicketStatus[] = ['open', 'in_progress', 'completed', 'cancelled'];
const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({
      do: fc.constantFrom('add', 'add', 'remove'),
      ticket: place(TICKETS),
      part: place(PARTS),
      quantity: pieces,
    }),
  },
  fc.record({ do: fc.constant('removeAll'), ticket: place(TICKETS), part: place(PARTS) }),
  {
    weight: 3,
    arbitrary: fc.record({ do: fc.constant('move'), ticket: place(TICKETS), to: fc.constantFrom(...statuses) }),
  },
  fc.record({ do: fc.constant('adjust'), part: place(PARTS), delta: fc.constantFrom(-3, -1, 1, 5) }),
  fc.record({ do: fc.constant('stockTake'), part: place(PARTS), quantity: fc.nat({ max: 12 }) }),
  fc.record({ do: fc.constantFrom('assign', 'unassign'), ticket: place(TICKETS), mechanic: place(CREW) }),
);

interface World {
  parts: number[];
  tickets: number[];
  mechanics: number[];
}

function perform(call: Caller, { parts, tickets, mechanics }: World, taken: Step): Promise<unknown> {
  const partId = 'part' in taken ? (parts[taken.part] ?? 0) : 0;
  const id = 'ticket' in taken ? (tickets[taken.ticket] ?? 0) : partId;
  const who = 'mechanic' in taken ? [mechanics[taken.mechanic] ?? 0] : [];
  switch (taken.do) {
    case 'add':
      return call.tickets.addPart({ id, partId, quantity: taken.quantity });
    case 'remove':
      return call.tickets.removePart({ id, partId, quantity: taken.quantity });
    case 'removeAll':
      return call.tickets.removePart({ id, partId });
    case 'move':
      return call.tickets.setStatus({ id, status: taken.to, note: 'because' });
    case 'adjust':
      return call.inventory.adjust({ id, delta: taken.delta });
    case 'stockTake':
      return call.inventory.update({ id, quantity: taken.quantity });
    default:
      return call.tickets.editMechanics({ id, [taken.do === 'assign' ? 'addIds' : 'removeIds']: who });
  }
}

function outcomeOf(error: unknown): Outcome {
  if (!(error instanceof TRPCError)) throw error;
  return appErrorOf(error).reason;
}

/** The visible state of the shop, in the form of the model. */
async function observed({ parts, tickets, mechanics }: World): Promise<Model> {
  const model: Model = { parts: [], tickets: [] };
  for (const id of parts) {
    const { quantity, reserved, available } = await shop.anonymous.inventory.get({ id });
    expect(available).toBe(quantity - reserved);
    model.parts.push({ quantity, reserved });
  }
  for (const id of tickets) {
    const ticket = await mia.call.tickets.get({ id });
    const total = ticket.parts.reduce((sum, line) => sum + line.totalCents, 0);
    expect(ticket.partsTotalCents).toBe(total);
    for (const line of ticket.parts) expect(line.totalCents).toBe(line.quantity * line.unitPriceCents);
    model.tickets.push({
      status: ticket.status,
      lines: Object.fromEntries(ticket.parts.map((line) => [parts.indexOf(line.partId), line.quantity])),
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
    while (world.parts.length < PARTS) world.parts.push((await somePart(mia, { quantity: STOCK })).id);
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
