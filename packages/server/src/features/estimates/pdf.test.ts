import { describe, expect, test } from 'vitest';
import { readPdf } from '../../platform/pdf/testing/read-pdf.ts';
import { refused } from '../../testing/refused.ts';
import { shopOfFile } from '../../testing/shop.ts';
import { formatsFor } from '../documents/formats.ts';
import { quotedTicket } from './testing/quoted.ts';

const shop = await shopOfFile();
const [admin, mia, ada, eve] = [
  await shop.admin(),
  await shop.mechanic(),
  await shop.customer(),
  await shop.customer(),
];

async function sentEstimate() {
  const { id: ticketId, brakes, exhaust } = await quotedTicket(mia, ada);
  const sent = await mia.call.estimates.send({ ticketId, message: 'Worn pads.' });
  return { ticketId, brakes, exhaust, id: sent.id };
}

const read = async (base64: string) => readPdf(Buffer.from(base64, 'base64'));

describe('estimates.pdf', () => {
  test('the PDF says what the JSON says, to staff and to the owner', async () => {
    const { id, ticketId } = await sentEstimate();
    const file = await mia.call.estimates.pdf({ id });
    expect(file).toMatchObject({ fileName: `estimate-${ticketId}-1.pdf`, contentType: 'application/pdf' });
    expect(await ada.call.estimates.pdf({ id })).toEqual(file);
    const { text } = await read(file.base64);
    const { jobs, totals, currency, message } = await mia.call.estimates.get({ id });
    const { amount, money } = formatsFor({ language: 'en', currency, timeZone: 'UTC' });
    expect(text).toContain(message);
    for (const { name, netCents, labor, parts, extras } of jobs) {
      expect(text).toContain(`Subtotal ${name} ${amount(netCents)}`);
      for (const { totalCents } of [...labor, ...parts]) expect(text).toContain(amount(totalCents));
      for (const { description, amountCents } of extras)
        expect(text).toContain(`${description} ${amount(amountCents)}`);
    }
    expect(text).toContain(`Net ${money(totals.netCents)}`);
    expect(text).toContain(`Total ${money(totals.totalCents)}`);
  });

  test('the PDF keeps its bytes when the shop and the customer change, and follows the answer', async () => {
    const { id, brakes, exhaust } = await sentEstimate();
    const before = await mia.call.estimates.pdf({ id });
    await admin.call.shop.update({ name: 'Another name', language: 'de', currency: 'USD', timeZone: 'Asia/Tokyo' });
    await admin.call.customers.update({ id: ada.id, lastName: 'Changed' });
    expect(await mia.call.estimates.pdf({ id })).toEqual(before);
    await ada.call.estimates.decide({ id, approve: [brakes], decline: [exhaust] });
    const { text } = await read((await mia.call.estimates.pdf({ id })).base64);
    expect(text).toContain('Brakes (approved)');
    expect(text).toContain('Exhaust (declined)');
  });

  test('the PDF is in the language and on the paper that the shop had when it was sent', async () => {
    await admin.call.shop.update({ name: 'Werkstatt Süd', language: 'de-DE', currency: 'USD' });
    const { id } = await sentEstimate();
    const { text, pages } = await read((await mia.call.estimates.pdf({ id })).base64);
    expect(text).toContain('Kostenvoranschlag');
    expect(text).toContain('Werkstatt Süd');
    expect(pages.map(({ width }) => width)).toEqual([612]);
  });

  test('other customers and unknown ids get NOT_FOUND', async () => {
    const { id } = await sentEstimate();
    await refused(eve.call.estimates.pdf({ id }), 'NOT_FOUND', { resource: 'estimate' });
    await refused(mia.call.estimates.pdf({ id: 999_999 }), 'NOT_FOUND', { resource: 'estimate' });
  });

  test('more PDFs at once than the queue holds: at least 17 are served, the others refused with OVERLOADED', async () => {
    const { id } = await sentEstimate();
    const all = await Promise.allSettled(Array.from({ length: 60 }, () => mia.call.estimates.pdf({ id })));
    const served = all.flatMap((one) => (one.status === 'fulfilled' ? [one.value.base64] : []));
    const failed = all.flatMap((one) => (one.status === 'rejected' ? [one.reason as unknown] : []));
    expect(new Set(served).size).toBe(1);
    expect(served.length).toBeGreaterThanOrEqual(17);
    expect(failed).not.toEqual([]);
    for (const error of failed) {
      await refused(Promise.reject(error as Error), 'OVERLOADED', { retryAfterSeconds: 1 });
    }
  });
});
