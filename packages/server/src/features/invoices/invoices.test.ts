import { describe, expect, test } from 'vitest';
import { expectHealthy } from '../../testing/healthy.ts';
import { completedTicket, invoicedTicket, pay } from '../../testing/money.ts';
import { refused, refusedAt } from '../../testing/refused.ts';
import { freshShop, shopOfFile } from '../../testing/shop.ts';
import { somePart, someTicket } from '../../testing/testing.ts';

const shop = await shopOfFile();
const [boss, mia] = [await shop.admin(), await shop.mechanic()];
const cara = await shop.customer();
const irish = { partsPercent: 23, laborPercent: 13.5, subletPercent: 0, feesPercent: 23 };

describe('invoices.issue', () => {
  test('freezes lines, totals, shop, customer and vehicle of a completed ticket', async () => {
    const { call } = await shop.admin();
    await call.shop.update({
      name: 'Byrne Motors',
      address: '1 Quay Street',
      taxNumber: 'IE1',
      timeZone: 'Europe/Dublin',
      documentNote: 'Thank you.',
      paymentDays: 30,
      taxes: irish,
      supplies: { percent: 2, capCents: 1_500 },
    });
    const vehicle = await cara.call.vehicles.create({ make: 'Saab', model: '900', year: 1990, licensePlate: 'D 1' });
    const { id } = await someTicket(cara, { vehicleId: vehicle.id });
    const { jobs } = await mia.call.tickets.addJob({
      id,
      name: 'Oil service',
      discount: { kind: 'percent', percent: 10 },
    });
    const jobId = jobs[0]?.id ?? null;
    const oil = await somePart(mia, { name: 'Oil', sku: 'OIL-1', unit: 'l', decimals: 1, priceCents: 1_190 });
    await mia.call.tickets.addPart({ id, partId: oil.id, quantity: 4.3, jobId: jobId ?? 0 });
    await mia.call.tickets.addLabor({ id, jobId, description: 'Change oil', hours: 0.8, rateCents: 9_500 });
    await mia.call.tickets.addLabor({ id, description: 'Test drive', priceCents: 2_500, taxable: false });
    await mia.call.tickets.addExtra({ id, kind: 'sublet', description: 'Alignment', amountCents: 6_500 });
    await mia.call.tickets.addExtra({ id, jobId, kind: 'fee', description: 'Disposal', amountCents: 350 });
    await mia.call.tickets.update({ id, mileageIn: 1_000, discount: { kind: 'amount', amountCents: 1_500 } });
    await mia.call.tickets.setStatus({ id, status: 'in_progress' });
    const ticket = await mia.call.tickets.setStatus({ id, status: 'completed' });
    const invoice = await mia.call.invoices.issue({ ticketId: id, version: ticket.version, note: 'See you soon.' });
    const fixed = { sku: null, quantity: null, unit: null, unitPriceCents: null };
    expect(invoice).toMatchObject({
      number: 'INV-000001',
      ticketId: id,
      status: 'open',
      issuedAt: '2026-11-20T09:30:00.000Z',
      dueDate: '2026-12-20',
      currency: 'EUR',
      taxMode: 'exclusive',
      shop: { name: 'Byrne Motors', address: '1 Quay Street', taxNumber: 'IE1', language: 'en' },
      customer: { id: cara.id, firstName: 'Cara', email: cara.email, company: null, taxExempt: false },
      vehicle: { make: 'Saab', model: '900', year: 1990, licensePlate: 'D 1', vin: null },
      mileage: 1_000,
      totals: ticket.totals,
      paidCents: 0,
      balanceCents: ticket.totals.totalCents,
      note: 'See you soon.',
      voided: null,
      version: 1,
    });
    expect(invoice.lines).toMatchObject([
      {
        kind: 'part',
        job: 'Oil service',
        description: 'Oil',
        sku: 'OIL-1',
        quantity: 4.3,
        unit: 'l',
        unitPriceCents: 1_190,
        amountCents: 5_117,
        taxPercent: 23,
      },
      {
        kind: 'labor',
        job: 'Oil service',
        description: 'Change oil',
        sku: null,
        quantity: 0.8,
        unit: 'h',
        unitPriceCents: 9_500,
        amountCents: 7_600,
        taxPercent: 13.5,
      },
      { kind: 'labor', job: null, description: 'Test drive', ...fixed, amountCents: 2_500, taxPercent: 0 },
      { kind: 'sublet', job: null, description: 'Alignment', ...fixed, amountCents: 6_500, taxPercent: 0 },
      { kind: 'fee', job: 'Oil service', description: 'Disposal', ...fixed, amountCents: 350, taxPercent: 23 },
      { kind: 'supplies', job: null, description: 'Shop supplies', ...fixed, discountCents: 0, taxPercent: 23 },
    ]);
    const sum = (member: 'amountCents' | 'discountCents') =>
      invoice.lines.reduce((cents, line) => cents + line[member], 0);
    expect(sum('amountCents') - sum('discountCents')).toBe(invoice.totals.netCents);
    expect(sum('discountCents')).toBe(invoice.totals.discountCents);
    expect(await mia.call.tickets.get({ id })).toEqual({
      ...ticket,
      invoice: { id: invoice.id, number: 'INV-000001', status: 'open' },
      blockers: [],
    });
    expect(await mia.call.invoices.get({ id: invoice.id })).toEqual(invoice);
    expect(await cara.call.invoices.get({ id: invoice.id })).toEqual(invoice);
    await call.shop.update({ supplies: null, taxes: { ...irish, laborPercent: 0, partsPercent: 0, feesPercent: 0 } });
  });

  test('rejects tickets that are not completed, stale versions and a second live invoice', async () => {
    const { id: ticketId } = await someTicket(cara);
    await refused(mia.call.invoices.issue({ ticketId }), 'NOT_COMPLETED', { status: 'open' });
    await mia.call.tickets.setStatus({ id: ticketId, status: 'cancelled' });
    await refused(mia.call.invoices.issue({ ticketId }), 'NOT_COMPLETED', { status: 'cancelled' });
    const ticket = await completedTicket(mia, cara);
    const stale = mia.call.invoices.issue({ ticketId: ticket.id, version: ticket.version - 1 });
    expect((await refused(stale, 'VERSION_MISMATCH')).current).toEqual(ticket);
    const { id: invoiceId, number } = await mia.call.invoices.issue({ ticketId: ticket.id });
    await refused(mia.call.invoices.issue({ ticketId: ticket.id }), 'INVOICED', { invoiceId, number });
    await refused(mia.call.invoices.issue({ ticketId: 999_999 }), 'NOT_FOUND', { resource: 'ticket' });
    await refused(cara.call.invoices.issue({ ticketId: ticket.id }), 'ROLE_REQUIRED');
  });

  test('does not raise the version of the ticket, nor does a payment', async () => {
    const ticket = await completedTicket(mia, cara);
    const { version } = await mia.call.invoices.issue({ ticketId: ticket.id });
    await pay(mia, ticket.id, 1);
    expect(await mia.call.tickets.get({ id: ticket.id })).toMatchObject({ version: ticket.version, paidCents: 1 });
    expect((await mia.call.invoices.list({ limit: 1 })).items).toMatchObject([{ version, paidCents: 1 }]);
  });

  test('counts on when the prefix changes, and takes the due date that is given', async () => {
    const own = await freshShop();
    const [admin, driver] = [await own.admin(), await own.customer()];
    expect((await invoicedTicket(admin, driver)).number).toBe('INV-000001');
    await admin.call.shop.update({ invoicePrefix: '2027/', timeZone: 'Pacific/Auckland', paymentDays: 0 });
    expect(await invoicedTicket(admin, driver)).toMatchObject({ number: '2027/000002', dueDate: '2026-11-20' });
    // 13:00 UTC is tomorrow in Auckland.
    own.advance(3.5 * 3_600_000);
    await admin.call.shop.update({ invoicePrefix: '' });
    expect(await invoicedTicket(admin, driver)).toMatchObject({ number: '000003', dueDate: '2026-11-21' });
    const { id: ticketId } = await completedTicket(admin, driver);
    const dueDate = '2026-11-01';
    expect(await admin.call.invoices.issue({ ticketId, dueDate })).toMatchObject({ number: '000004', dueDate });
    await expectHealthy(own.shop.database);
  });

  test('a deposit that covers the total makes the invoice paid', async () => {
    const { id } = await someTicket(cara);
    await pay(mia, id, 15_000);
    await mia.call.tickets.addExtra({ id, kind: 'fee', description: 'Diagnosis', amountCents: 10_000 });
    await mia.call.tickets.setStatus({ id, status: 'in_progress' });
    await mia.call.tickets.setStatus({ id, status: 'completed' });
    const invoice = await mia.call.invoices.issue({ ticketId: id });
    expect(invoice).toMatchObject({ status: 'paid', paidCents: 15_000, balanceCents: -5_000 });
    expect(await mia.call.tickets.get({ id })).toMatchObject({ invoice: { status: 'paid' }, balanceCents: -5_000 });
  });

  test('names supplies in the language of the shop', async () => {
    const own = await freshShop();
    const admin = await own.admin();
    await admin.call.shop.update({ language: 'de-AT', supplies: { percent: 10 } });
    const { id } = await someTicket(await own.customer());
    await admin.call.tickets.addLabor({ id, description: 'Ölwechsel', priceCents: 1_000 });
    await admin.call.tickets.setStatus({ id, status: 'in_progress' });
    await admin.call.tickets.setStatus({ id, status: 'completed' });
    const { lines } = await admin.call.invoices.issue({ ticketId: id });
    expect(lines.map(({ description }) => description)).toEqual(['Ölwechsel', 'Kleinmaterial']);
  });
});

test('an invoice stays the same, byte for byte, whatever changes afterwards', async () => {
  const own = await freshShop();
  const [admin, driver] = [await own.admin(), await own.customer()];
  await admin.call.shop.update({ taxes: irish });
  const part = await somePart(admin);
  const vehicle = await driver.call.vehicles.create({ make: 'Saab', model: '900', year: 1990 });
  const { id } = await someTicket(driver, { vehicleId: vehicle.id });
  await admin.call.tickets.addPart({ id, partId: part.id, quantity: 2 });
  await admin.call.tickets.setStatus({ id, status: 'in_progress' });
  await admin.call.tickets.setStatus({ id, status: 'completed' });
  const invoice = await admin.call.invoices.issue({ ticketId: id });
  const ticket = await admin.call.tickets.get({ id });
  await admin.call.shop.update({
    name: 'Other name',
    currency: 'USD',
    taxMode: 'inclusive',
    taxes: { partsPercent: 0, laborPercent: 50, subletPercent: 50, feesPercent: 50 },
    supplies: { percent: 100 },
    documentNote: 'New',
    language: 'de',
    timeZone: 'Asia/Tokyo',
    invoicePrefix: 'R-',
    paymentDays: 1,
  });
  await admin.call.customers.update({ id: driver.id, company: 'Ltd', taxExempt: true });
  await driver.call.auth.updateMe({ lastName: 'Married', address: 'Moved' });
  await admin.call.inventory.update({ id: part.id, name: 'Renamed', priceCents: 1, unit: 'box' });
  await admin.call.vehicles.update({ id: vehicle.id, licensePlate: 'NEW 1', make: 'Volvo' });
  expect(JSON.stringify(await admin.call.invoices.get({ id: invoice.id }))).toBe(JSON.stringify(invoice));
  const after = await admin.call.tickets.get({ id });
  expect(after).toMatchObject({ totals: ticket.totals, balanceCents: ticket.balanceCents, invoice: ticket.invoice });
  expect(after.customer.lastName).toBe('Married');
  await expectHealthy(own.shop.database);
});

test('after a merge, lists and permissions follow the ticket, and the copy keeps its customer', async () => {
  const walkIn = await mia.call.customers.create({ firstName: 'Walter', lastName: 'Walkin' });
  const { id: ticketId } = await mia.call.tickets.create({ description: 'Noise', customerId: walkIn.id });
  await mia.call.tickets.setStatus({ id: ticketId, status: 'in_progress' });
  await mia.call.tickets.setStatus({ id: ticketId, status: 'completed' });
  await pay(mia, ticketId, 500);
  const invoice = await mia.call.invoices.issue({ ticketId });
  const heir = await shop.customer();
  await refused(heir.call.invoices.get({ id: invoice.id }), 'NOT_FOUND');
  await boss.call.customers.merge({ id: walkIn.id, intoId: heir.id });
  expect(await heir.call.invoices.get({ id: invoice.id })).toEqual(invoice);
  expect((await heir.call.invoices.list()).items).toEqual([invoice]);
  expect((await heir.call.payments.list()).items).toMatchObject([{ ticketId, amountCents: 500 }]);
  expect((await mia.call.invoices.list({ customerId: heir.id })).items).toEqual([invoice]);
  expect((await mia.call.invoices.list({ customerId: walkIn.id })).items).toEqual([]);
  expect((await mia.call.invoices.list({ search: 'walkin' })).items).toEqual([invoice]);
  expect(invoice.customer.lastName).toBe('Walkin');
  await expectHealthy(shop.shop.database);
});

test('a ticket of trillions whose taxes rise shows safe numbers and gets no invoice until they fall', async () => {
  const own = await freshShop();
  const [admin, driver] = [await own.admin(), await own.customer()];
  const { id } = await someTicket(driver);
  const dear = { priceCents: 10_000_000_000, quantity: 100_000 };
  for (let n = 0; n < 9; n++) {
    await admin.call.tickets.addPart({ id, partId: (await somePart(admin, dear)).id, quantity: 100_000 });
  }
  const most = 9_000_000_000_000_000;
  const rates = { laborPercent: 0, subletPercent: 0, feesPercent: 100 };
  await admin.call.shop.update({ taxes: { ...rates, partsPercent: 100 }, supplies: { percent: 100 } });
  const cut = await admin.call.tickets.get({ id });
  expect(cut.totals).toMatchObject({ partsCents: most, suppliesCents: 0, taxCents: 0, totalCents: most });
  await admin.call.tickets.update({ id, discount: { kind: 'percent', percent: 50 } });
  expect((await admin.call.tickets.get({ id })).totals).toMatchObject({ taxCents: most / 2, totalCents: most });
  await refusedAt(
    admin.call.tickets.addExtra({ id, kind: 'fee', description: 'One cent', amountCents: 1 }),
    'amountCents',
  );
  await admin.call.tickets.setStatus({ id, status: 'in_progress' });
  await admin.call.tickets.setStatus({ id, status: 'completed' });
  await admin.call.shop.update({ supplies: { percent: 1 } });
  await refusedAt(admin.call.invoices.issue({ ticketId: id }), 'ticketId');
  await admin.call.shop.update({ taxes: { ...rates, partsPercent: 0 }, supplies: null });
  const invoice = await admin.call.invoices.issue({ ticketId: id });
  expect(invoice).toMatchObject({ totals: { totalCents: most / 2 } });
  await expectHealthy(own.shop.database);
});
