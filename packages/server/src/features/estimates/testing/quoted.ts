import type { RouterOutputs } from '@mechanic-shop/shared';
import { expect } from 'vitest';
import type { Database } from '../../../platform/db/database.ts';
import { expectConsistent } from '../../../testing/invariants.ts';
import { type Actor, somePart, someTicket } from '../../../testing/testing.ts';
import { estimateChecks } from '../checks.ts';

/** A ticket with two jobs: brakes with pads, and an exhaust. */
export async function quotedTicket(mechanic: Actor, owner: Actor, vehicleId: number | null = null) {
  const pads = await somePart(mechanic, { quantity: 10, priceCents: 4_990 });
  const { id } = await someTicket(owner, { vehicleId });
  const { tickets } = mechanic.call;
  const brakes = (await tickets.addJob({ id, name: 'Brakes', description: 'Front axle', note: 'Rust.' })).jobs[0]!.id;
  const exhaust = (await tickets.addJob({ id, name: 'Exhaust' })).jobs[1]!.id;
  await tickets.addPart({ id, jobId: brakes, partId: pads.id, quantity: 2 });
  await tickets.addLabor({ id, jobId: brakes, description: 'Fit pads', hours: 1.5, rateCents: 8_000 });
  await tickets.addExtra({ id, jobId: exhaust, kind: 'sublet', description: 'Welding', amountCents: 9_000 });
  const { version } = await tickets.addLabor({ id, description: 'Wash', priceCents: 1_000 });
  return { id, pads, brakes, exhaust, version };
}

/** How each job of a ticket is approved, by its name. */
export function approvalsOf({ jobs }: RouterOutputs['tickets']['get']): Record<string, string> {
  return Object.fromEntries(jobs.map(({ name, approval }) => [name, approval]));
}

/** Expects that estimates, approvals, jobs and stock agree. */
export async function expectAgreement({ read }: Pick<Database, 'read'>): Promise<void> {
  await expectConsistent({ read });
  for (const { title, find } of estimateChecks) expect(await find(read), title).toBeUndefined();
}
