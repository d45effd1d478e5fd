import { eq, sql } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { messageMarks, messages } from '../features/messages/table.ts';
import { inspectionItems, inspections } from '../features/tickets/inspections-table.ts';
import type { Queries } from '../platform/db/database.ts';
import { shopOfFile } from '../testing/shop.ts';
import { someTicket } from '../testing/testing.ts';
import { problemsAfter } from './testing/problems.ts';

const shop = await shopOfFile();
const { database } = shop.shop;
const [boss, cara] = [await shop.admin(), await shop.customer()];
const { id: ticketId } = await someTicket(cara);
const other = await boss.call.tickets.addJob({ id: (await someTicket(cara)).id, name: 'Noise' });
const strayJob = other.jobs[0]?.id ?? 0;
const template = await boss.call.inspectionTemplates.create({
  name: 'Check',
  items: [
    { group: 'Brakes', name: 'Front pads' },
    { group: 'Brakes', name: 'Rear pads' },
  ],
});
const inspection = await boss.call.inspections.start({ ticketId, templateId: template.id });
const [itemId = 0, secondId = 0] = inspection.items.map(({ id }) => id);
const ticket = await boss.call.inspections.recommend({ id: inspection.id, itemId });
const message = await boss.call.messages.post({ ticketId, text: 'Ready' });
await cara.call.messages.markRead({ ticketId, upTo: message.id });

test('a shop with messages and an inspection has no problems', async () => {
  expect(await problemsAfter(database, async () => undefined)).toEqual([]);
});

test.each<[string, RegExp, (tx: Queries) => PromiseLike<unknown>]>([
  [
    'an inspection with an unknown status',
    /^inspections \d+: "lost"$/,
    (tx) => tx.update(inspections).set({ status: sql`'lost'` }),
  ],
  [
    'an item with an unknown result',
    /^inspection_items \d+: "fine"$/,
    (tx) => tx.update(inspectionItems).set({ result: sql`'fine'` }),
  ],
  [
    'an inspection that is done without a time',
    /^inspection \d+ is done$/,
    (tx) => tx.update(inspections).set({ status: 'done' }),
  ],
  [
    'a job of another ticket',
    new RegExp(`^item ${secondId} names job ${strayJob} of ticket ${other.id}, not of ${ticketId}$`),
    (tx) => tx.update(inspectionItems).set({ jobId: strayJob }).where(eq(inspectionItems.id, secondId)),
  ],
  [
    'a job that was recommended twice',
    new RegExp(`^job ${ticket.jobs[0]?.id} was recommended for 2 items$`),
    (tx) => tx.update(inspectionItems).set({ jobId: ticket.jobs[0]?.id ?? 0 }),
  ],
  [
    'an inspection without its event',
    /^inspection \d+: version 9, but 2 by its last event$/,
    (tx) => tx.update(inspections).set({ version: 9 }),
  ],
  [
    'a message of the shop by a customer',
    new RegExp(`^message \\d+ is by the shop, but account ${cara.id} is a customer's$`),
    (tx) => tx.update(messages).set({ staffId: cara.id }),
  ],
  [
    'a mark that names no message of its ticket',
    new RegExp(`^the mark of account ${cara.id} on ticket ${ticketId} names message 99$`),
    (tx) => tx.update(messageMarks).set({ upTo: 99 }),
  ],
])('the doctor finds %s', async (_, expected, change) => {
  expect(await problemsAfter(database, change)).toContainEqual(expect.stringMatching(expected));
});
