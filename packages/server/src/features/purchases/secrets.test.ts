import { afterAll, beforeAll, expect, test } from 'vitest';
import { type ServedTestShop, serveTestShop } from '../../http/testing.ts';
import { steps } from '../../http/trpc/testing/steps.ts';
import { callByPath, procedures } from '../../testing/procedures.ts';
import { type Actor, someTicket } from '../../testing/testing.ts';
import { draftOf } from './testing/buying.ts';

// Values that occur nowhere else.
const SECRETS = ['8317739', '717171.7', '727272.7', 'canary-supplier', 'canary-shelf', 'canary-reference'];
const values = { costCents: 8_317_739, minQuantity: 717_171.7, maxQuantity: 727_272.7, location: 'canary-shelf' };

let served: ServedTestShop;
let mia: Actor;
let cara: Actor;
let partId: number;
let ticketId: number;
let invoiceId: number;
let supplierId: number;
let purchaseId: number;

beforeAll(async () => {
  served = await serveTestShop();
  [mia, cara] = [await served.shop.mechanic(), await served.shop.customer()];
  ({ id: supplierId } = await mia.call.suppliers.create({ name: 'canary-supplier', note: 'canary-supplier' }));
  const named = { name: 'Filter', sku: 'FIL-1', priceCents: 100, decimals: 1, ...values, supplierId };
  ({ id: partId } = await mia.call.inventory.create(named));
  ({ id: ticketId } = await someTicket(cara));
  await mia.call.tickets.addPart({ id: ticketId, partId, quantity: 2, backorder: true });
  ({ id: purchaseId } = await draftOf(mia, [{ partId, quantity: 3 }], { supplierId }));
  await mia.call.purchases.order({ id: purchaseId });
  await mia.call.purchases.update({ id: purchaseId, reference: 'canary-reference' });
  await mia.call.purchases.receive({ id: purchaseId });
  for (const status of ['in_progress', 'completed'] as const)
    await mia.call.tickets.setStatus({ id: ticketId, status });
  ({ id: invoiceId } = await mia.call.invoices.issue({ ticketId }));
});
afterAll(() => served.close());

function leaksIn(text: string): string[] {
  return SECRETS.filter((secret) => text.includes(secret));
}

/** What a call tells, also when it is rejected. */
async function told(caller: Actor['call'], path: string, input: unknown): Promise<string> {
  try {
    return JSON.stringify(await callByPath(caller, path, input));
  } catch (error) {
    const { message, cause } = error as { message: string; cause?: object };
    return JSON.stringify([message, cause, String(error)]);
  }
}

/** Inputs that lead to the part, its ticket, invoice, supplier or purchase, by whatever member. */
function inputs(): object[] {
  const ids = { ticketId, invoiceId, partId, supplierId, purchaseId };
  const rows = Object.values(ids).map((id) => ({ id }));
  const rejected = { id: partId, version: 1, name: 'Mine', costCents: -1, minQuantity: 5, supplierId: 999 };
  return [{}, ...rows, { ticketId }, { partId }, { search: 'fil' }, { search: 'canary' }, { low: true }, rejected];
}

test('the secrets exist, and staff see them', async () => {
  const seen = await told(mia.call, 'inventory.record', { id: partId });
  expect(leaksIn(`${seen}${await told(mia.call, 'purchases.get', { id: purchaseId })}`)).toEqual(SECRETS);
});

test('cost, bounds, supplier and place of a part never reach a customer or a visitor, in no answer and no error', async () => {
  let answered = 0;
  for (const { path, type } of procedures) {
    if (type !== 'query') continue;
    for (const input of inputs()) {
      for (const caller of [cara.call, served.shop.anonymous]) {
        const text = await told(caller, path, input);
        expect({ path, input, leaks: leaksIn(text) }).toEqual({ path, input, leaks: [] });
        if (!text.includes('TRPCError')) answered += 1;
      }
    }
  }
  expect(answered).toBeGreaterThan(20);
  for (const path of new Set(
    steps.map((step) => step.path).filter((path) => /^(inventory|suppliers|purchases)/.test(path)),
  )) {
    for (const caller of [cara.call, served.shop.anonymous]) {
      for (const input of inputs()) expect(leaksIn(await told(caller, path, input))).toEqual([]);
    }
  }
});

test('cost, bounds, supplier and place of a part are in no ticket, invoice, document, event or export of a customer', async () => {
  const document = await cara.call.invoices.pdf({ id: invoiceId });
  const pdf = Buffer.from(document.base64, 'base64').toString('latin1');
  const { items } = await cara.call.events.list({ limit: 500 });
  expect(items.length).toBeGreaterThan(3);
  const all = [
    await cara.call.tickets.get({ id: ticketId }),
    await cara.call.invoices.get({ id: invoiceId }),
    await cara.call.customers.exportData({ id: cara.id }),
    items,
  ];
  expect(leaksIn(`${pdf}${JSON.stringify(all)}`)).toEqual([]);
  expect(items.filter(({ entity }) => ['part', 'supplier', 'purchase'].includes(entity))).toEqual([]);
});

test('cost and place of a part are in no stream of a customer', async () => {
  const stopped = new AbortController();
  const after = (await mia.call.events.list({ limit: 500 })).last;
  const url = `${served.url}/trpc/events.live?input=${encodeURIComponent(JSON.stringify({ after: 0 }))}`;
  const headers = { authorization: `Bearer ${cara.session.token}` };
  const response = await fetch(url, { headers, signal: stopped.signal });
  expect(response.status).toBe(200);
  await mia.call.inventory.update({ id: partId, costCents: values.costCents + 1, location: 'canary-shelf-2' });
  // The customer's own row is the last event that the stream has to show.
  await cara.call.auth.updateMe({ firstName: 'Carola' });
  let text = '';
  const decoder = new TextDecoder();
  for await (const chunk of response.body ?? []) {
    text += decoder.decode(chunk, { stream: true });
    if (text.includes('customer.updated')) break;
  }
  stopped.abort();
  expect(after).toBeGreaterThan(0);
  expect(leaksIn(text)).toEqual([]);
  expect(text).not.toMatch(/"kind":"(?:part|supplier|purchase)\./);
});
