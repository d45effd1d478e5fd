import { sql } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { features } from '../features.ts';
import { invoicedTicket } from '../testing/money.ts';
import { shopOfFile } from '../testing/shop.ts';
import { somePart, someTicket } from '../testing/testing.ts';
import { problemsAfter } from './testing/problems.ts';

const shop = await shopOfFile();
const [boss, cara] = [await shop.admin(), await shop.customer()];
await boss.call.shop.update({ name: 'Bolt & Sons' });
await boss.call.cannedJobs.create({ name: 'Oil change' });
await cara.call.vehicles.create({ make: 'Saab', model: '900', year: 1990 });
const part = await somePart(boss);
await invoicedTicket(boss, cara);
const { id: supplierId } = await boss.call.suppliers.create({ name: 'Factors' });
await boss.call.purchases.create({ supplierId, lines: [{ partId: part.id, quantity: 1 }] });
const { id: bayId } = await boss.call.bays.create({ name: 'Lift' });
const booking = { startsAt: '2026-11-23T09:00:00Z', minutes: 60, subject: 'Oil change' };
await boss.call.appointments.book({ ...booking, customerId: cara.id, bayId });
const ticket = await someTicket(cara);
await boss.call.clock.start({ ticketId: ticket.id });
const template = { name: 'Yearly check', items: [{ group: 'Brakes', name: 'Pads' }] };
const { id: templateId } = await boss.call.inspectionTemplates.create(template);
await boss.call.inspections.start({ ticketId: ticket.id, templateId });

const entities = features.flatMap((feature) => feature.entities ?? []);

test('rows have the versions that their events say', async () => {
  expect(await problemsAfter(shop.shop.database, async () => undefined)).toEqual([]);
});

test.each(entities.map(({ entity, table }) => [entity.name, table] as const))(
  'the doctor finds a change without an event: %s',
  async (name, table) => {
    const found = await problemsAfter(shop.shop.database, (tx) =>
      tx.update(table).set({ version: sql`${table.version} + 1` }),
    );
    // Customers and staff share a table.
    const names = entities.filter((other) => other.table === table).map(({ entity }) => entity.name);
    expect(names).toContain(name);
    expect(found).toEqual([
      expect.stringMatching(new RegExp(`^(?:${names.join('|')}) \\d+: version \\d+, but \\d+ by its last event$`)),
    ]);
  },
);
