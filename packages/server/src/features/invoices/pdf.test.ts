import type { Invoice } from '@mechanic-shop/shared';
import { describe, expect, test } from 'vitest';
import { overlapsOf, readPdf } from '../../platform/pdf/testing/read-pdf.ts';
import { refused } from '../../testing/refused.ts';
import { freshShop, shopOfFile } from '../../testing/shop.ts';
import { somePart, someTicket } from '../../testing/testing.ts';
import { formatsFor } from '../documents/formats.ts';

const shop = await shopOfFile();
const [boss, mia, cara, eve] = [
  await shop.admin(),
  await shop.mechanic(),
  await shop.customer(),
  await shop.customer(),
];
await boss.call.shop.update({
  name: 'Byrne Motors',
  address: '1 Quay Street\nDublin',
  taxNumber: 'IE1',
  timeZone: 'Europe/Dublin',
  language: 'en-IE',
  documentNote: 'Thank you.',
  taxes: { partsPercent: 23, laborPercent: 13.5, subletPercent: 0, feesPercent: 23 },
  supplies: { percent: 2, capCents: 1_500 },
});

/** The invoice of a ticket with a job, loose lines, discounts and three tax rates. */
async function issued(): Promise<Invoice> {
  const vehicle = await cara.call.vehicles.create({ make: 'Saab', model: '900', year: 1990 });
  const { tickets, invoices, payments } = mia.call;
  const { id } = await someTicket(cara, { vehicleId: vehicle.id });
  const { jobs } = await tickets.addJob({ id, name: 'Oil service', discount: { kind: 'percent', percent: 10 } });
  const jobId = jobs[0]!.id;
  const oil = await somePart(mia, { name: 'Oil', unit: 'l', decimals: 1, priceCents: 1_190 });
  await tickets.addPart({ id, partId: oil.id, quantity: 4.3, jobId });
  await tickets.addLabor({ id, jobId, description: 'Change oil', hours: 0.8, rateCents: 9_500 });
  await tickets.addLabor({ id, description: 'Test drive', priceCents: 2_500, taxable: false });
  await tickets.addExtra({ id, kind: 'sublet', description: 'Alignment', amountCents: 6_500 });
  await tickets.update({ id, mileageIn: 1_000, discount: { kind: 'amount', amountCents: 1_500 } });
  await tickets.setStatus({ id, status: 'in_progress' });
  await payments.record({ ticketId: id, amountCents: 5_000, method: 'cash' });
  await tickets.setStatus({ id, status: 'completed' });
  return invoices.issue({ ticketId: id, note: 'See you soon.' });
}

async function read(base64: string) {
  const { text, pages } = await readPdf(Buffer.from(base64, 'base64'));
  for (const page of pages) expect(overlapsOf(page)).toEqual([]);
  return { pages, text: text.replaceAll(/\s+/g, ' ') };
}

describe('invoices.pdf', () => {
  test('the PDF says what the JSON says, to staff and to the customer', async () => {
    const invoice = await issued();
    const { id, number, lines, totals, currency } = invoice;
    const file = await mia.call.invoices.pdf({ id });
    expect(file).toMatchObject({ fileName: `invoice-${number}.pdf`, contentType: 'application/pdf' });
    expect(await cara.call.invoices.pdf({ id })).toEqual(file);
    const { text } = await read(file.base64);
    const { amount, money, quantity, percent } = formatsFor({ language: 'en-IE', currency, timeZone: 'UTC' });
    expect(lines).toHaveLength(5);
    for (const line of lines) {
      const cells = [
        line.description,
        ...(line.quantity === null ? [] : [`${quantity(line.quantity)} ${line.unit}`]),
        ...(line.unitPriceCents === null ? [] : [amount(line.unitPriceCents)]),
        ...(line.discountCents === 0 ? [] : [amount(-line.discountCents)]),
        percent(line.taxPercent),
        amount(line.amountCents - line.discountCents),
      ];
      expect(text).toContain(cells.join(' '));
    }
    expect(totals.taxes).toHaveLength(2);
    for (const { percent: rate, baseCents, taxCents } of totals.taxes) {
      expect(text).toContain(`Tax ${percent(rate)} on ${money(baseCents)} ${money(taxCents)}`);
    }
    expect(text).toContain(`Net ${money(totals.netCents)}`);
    expect(text).toContain(`Total ${money(totals.totalCents)}`);
    expect(text).toContain(`Paid €50.00 Balance due ${money(invoice.balanceCents)}`);
    for (const words of [
      'Byrne Motors',
      'Tax number: IE1',
      '1,000 km',
      'See you soon.',
      'Thank you.',
      'Saab 900 (1990)',
    ]) {
      expect(text).toContain(words);
    }
  });

  test('the PDF keeps its bytes when shop, customer, part and taxes change, and follows payments', async () => {
    const { id, ticketId, balanceCents } = await issued();
    const before = await mia.call.invoices.pdf({ id });
    const { taxes, timeZone, language, name } = await boss.call.shop.get();
    await boss.call.shop.update({
      name: 'Changed',
      language: 'de',
      timeZone: 'Asia/Tokyo',
      mileageUnit: 'mi',
      taxes: { ...taxes, partsPercent: 5 },
    });
    await boss.call.customers.update({ id: cara.id, lastName: 'Changed' });
    expect(await mia.call.invoices.pdf({ id })).toEqual(before);
    await boss.call.shop.update({ name, language, timeZone, mileageUnit: 'km', taxes });
    await mia.call.payments.record({ ticketId, amountCents: balanceCents, method: 'card' });
    const { text } = await read((await mia.call.invoices.pdf({ id })).base64);
    expect(text).toContain('Balance due €0.00');
  });

  test('a void invoice is marked', async () => {
    const { id } = await issued();
    await boss.call.invoices.void({ id, reason: 'Wrong customer' });
    const { text, pages } = await read((await mia.call.invoices.pdf({ id })).base64);
    for (const { turned } of pages) expect(turned).toEqual(['VOID']);
    expect(text).toContain('Reason: Wrong customer');
  });

  test('an invoice of 200 lines goes over pages, and none is lost', async () => {
    const own = await freshShop();
    const [mechanic, customer] = [await own.mechanic(), await own.customer()];
    await (await own.admin()).call.shop.update({ currency: 'USD', language: 'de' });
    const { id } = await someTicket(customer);
    const part = await somePart(mechanic, { name: 'Bolt' });
    await mechanic.call.tickets.addPart({ id, partId: part.id, quantity: 1 });
    for (let n = 1; n <= 199; n += 1) {
      await mechanic.call.tickets.addLabor({ id, description: `Labor number ${n}.`, priceCents: n });
    }
    await mechanic.call.tickets.setStatus({ id, status: 'in_progress' });
    await mechanic.call.tickets.setStatus({ id, status: 'completed' });
    const invoice = await mechanic.call.invoices.issue({ ticketId: id });
    const { pages, text } = await read((await mechanic.call.invoices.pdf({ id: invoice.id })).base64);
    expect([...text.matchAll(/Labor number (\d+)\./g)].map(([, n]) => Number(n))).toEqual(
      Array.from({ length: 199 }, (_, n) => n + 1),
    );
    for (const [at, page] of pages.entries()) {
      expect(page.text).toContain(`Seite ${at + 1} von ${pages.length}`);
      expect(page.width).toBe(612);
    }
  });

  test('other customers and unknown ids get NOT_FOUND', async () => {
    const { id } = await issued();
    await refused(eve.call.invoices.pdf({ id }), 'NOT_FOUND', { resource: 'invoice' });
    await refused(mia.call.invoices.pdf({ id: 999_999 }), 'NOT_FOUND', { resource: 'invoice' });
  });
});
