import { TRPCError } from '@trpc/server';
import { expect, test } from 'vitest';
import type { trackedStream } from '../../api/tracked-stream.ts';
import { invoicedTicket } from '../money.ts';
import { callByPath, procedures } from '../procedures.ts';
import { shopOfFile } from '../shop.ts';
import { type Actor, someTicket } from '../testing.ts';

const shop = await shopOfFile();
const [boss, mia, cara] = [await shop.admin(), await shop.mechanic(), await shop.customer()];
const MINUTE = 60_000;
/** In every text that customers never see. */
const SECRET = 'Canary-7f3a';
/** Minutes that no other number of the shop contains. */
const MINUTES = 47_291;

/** A ticket with everything that is for staff: notes, messages, hours, and an inspection that is not done. */
async function plant() {
  const vehicle = await cara.call.vehicles.create({ make: 'Saab', model: '900', year: 1990 });
  const ticket = await someTicket(cara, { vehicleId: vehicle.id });
  const { id } = ticket;
  await mia.call.customers.update({ id: cara.id, note: SECRET });
  await mia.call.vehicles.update({ id: vehicle.id, note: SECRET });
  await mia.call.tickets.addJob({ id, name: 'Noise', note: SECRET });
  await mia.call.tickets.setStatus({ id, status: 'in_progress', note: SECRET });
  await mia.call.tickets.setHold({ id, hold: { reason: 'other', note: SECRET } });
  await mia.call.messages.post({ ticketId: id, text: 'We are on it' });
  await mia.call.messages.post({ ticketId: id, text: SECRET, internal: true });
  const { started } = await mia.call.clock.start({ ticketId: id });
  shop.advance(MINUTES * MINUTE);
  await (await shop.login(mia.email)).call.clock.stop({ note: SECRET });
  await boss.call.clock.correct({ id: started.id, note: SECRET });
  const template = await boss.call.inspectionTemplates.create({
    name: SECRET,
    items: [{ group: 'Brakes', name: 'Front pads' }],
  });
  const inspection = await mia.call.inspections.start({ ticketId: id, templateId: template.id });
  const itemId = inspection.items[0]?.id ?? 0;
  await mia.call.inspections.record({ id: inspection.id, items: [{ itemId, result: 'now', note: SECRET }] });
  const estimate = await mia.call.estimates.send({ ticketId: id });
  const invoice = await invoicedTicket(boss, cara);
  return { vehicle, ticketId: id, estimate, invoice };
}
const { vehicle, ticketId, estimate, invoice } = await plant();
const [owner, staff] = [await shop.login(cara.email), await shop.login(mia.email)];

const ofTicket = { ticketId };
const page = { limit: 100 };
/** An input of each query that customers may call and that needs one. */
const inputs: Readonly<Record<string, object>> = {
  'customers.get': { id: cara.id },
  'vehicles.list': page,
  'vehicles.get': { id: vehicle.id },
  'vehicles.mileage': { id: vehicle.id },
  'mechanics.get': { id: mia.id },
  'tickets.mine': page,
  'tickets.get': { id: ticketId },
  'tickets.history': { id: ticketId },
  'tickets.approvals': { id: ticketId },
  'estimates.list': ofTicket,
  'estimates.get': { id: estimate.id },
  'estimates.pdf': { id: estimate.id },
  'estimates.view': { code: estimate.code },
  'invoices.list': page,
  'invoices.get': { id: invoice.id },
  'invoices.pdf': { id: invoice.id },
  'messages.list': ofTicket,
  'inspections.list': ofTicket,
  'events.list': { limit: 500 },
};
const own = new Set(['auth.me', 'auth.sessions', 'messages.unread', 'payments.list', 'deferred.list', 'shop.get']);

const queries = procedures.filter(
  ({ type, access = '' }) => type === 'query' && !['mechanic', 'admin'].includes(access),
);

/** What someone reads by every query, as text. Features without an input above are asked for the customer's own id. */
async function readAll(who: Actor): Promise<string> {
  const answers: unknown[] = [];
  for (const { path, takesNothing } of queries) {
    const isKnown = path in inputs || own.has(path);
    try {
      answers.push(await callByPath(who.call, path, inputs[path] ?? (takesNothing ? {} : { id: cara.id })));
    } catch (error) {
      if (isKnown || !(error instanceof TRPCError)) throw error;
    }
  }
  return JSON.stringify(answers);
}

async function readStream(who: Actor, count: number): Promise<string> {
  // tRPC types a caller's stream as its clients see it.
  const stream = (await who.call.events.live({ after: 0 })) as unknown as ReturnType<typeof trackedStream>;
  const events: unknown[] = [];
  for await (const [, event] of stream) if (events.push(event) === count) break;
  return JSON.stringify(events);
}

test('customers find no internal text and no hours in any answer, which staff find', async () => {
  const [seen, known] = [await readAll(owner), await readAll(staff)];
  expect(known).toContain(SECRET);
  expect(known).toContain(`"clockedMinutes":${MINUTES}`);
  expect(seen).toContain('We are on it');
  expect(seen).not.toContain(SECRET);
  expect(seen).not.toContain(String(MINUTES));
  expect(seen).not.toMatch(/"internal":true|time_entry/);
});

test('customers find none in the stream of events, and their own count', async () => {
  const visible = (await owner.call.events.list({ limit: 500 })).items;
  expect(visible.length).toBeGreaterThan(5);
  const seen = await readStream(owner, visible.length);
  expect(JSON.parse(seen)).toEqual(visible);
  expect(seen).not.toMatch(new RegExp(`${SECRET}|${MINUTES}|time_entry|inspection`));
  const all = (await staff.call.events.list({ limit: 500 })).items.length;
  expect(await readStream(staff, all)).toContain(SECRET);
});

test('customers find none in what their own calls answer', async () => {
  const [newest] = (await owner.call.messages.list({ ticketId })).items;
  const messageId = newest?.id ?? 0;
  const answers = [
    await owner.call.messages.markRead({ ticketId, upTo: messageId }),
    await owner.call.messages.unread(),
    await owner.call.messages.post({ ticketId, text: 'Thank you' }),
    await owner.call.estimates.decide({
      id: estimate.id,
      approve: [],
      decline: estimate.jobs.map(({ jobId }) => jobId),
    }),
    await owner.call.vehicles.update({ id: vehicle.id, licensePlate: 'C-1' }),
    await owner.call.auth.updateMe({ phone: '030 901820' }),
    await owner.call.tickets.create({ description: 'It rattles', vehicleId: vehicle.id }),
  ];
  expect(answers[0]).toEqual({ ticketId, unread: 0 });
  const text = JSON.stringify(answers);
  expect(text).not.toContain(SECRET);
  expect(text).not.toContain(String(MINUTES));
});
