import { expect, test } from 'vitest';
import { refused, refusedAt } from '../../testing/refused.ts';
import { shopOfFile } from '../../testing/shop.ts';
import { somePart, someTicket } from '../../testing/testing.ts';

const shop = await shopOfFile();
const [mia, boss, cara] = [await shop.mechanic(), await shop.admin(), await shop.customer()];

test('a customer has a company, a tax exemption and a note, by default none', async () => {
  const person = { firstName: 'Walt', lastName: 'Kin' };
  const plain = await mia.call.customers.create(person);
  expect(plain).toMatchObject({ company: null, taxExempt: false, note: null, active: true });
  const fleet = { company: 'Fleet Ltd', taxExempt: true, note: 'pays late' };
  const created = await mia.call.customers.create({ ...person, ...fleet });
  expect(await mia.call.customers.get({ id: created.id })).toMatchObject(fleet);
  const cleared = { company: null, taxExempt: false, note: null };
  const changed = await mia.call.customers.update({ id: created.id, ...cleared });
  expect(changed).toMatchObject({ ...cleared, version: created.version + 1 });
  expect(await mia.call.customers.update({ id: created.id, ...cleared })).toEqual(changed);
});

test('customers change their company, not what staff decide', async () => {
  const own = await mia.call.customers.update({ id: cara.id, note: 'pays late', taxExempt: true });
  expect(own.note).toBe('pays late');
  const seen = await cara.call.customers.update({ id: cara.id, company: 'Cara & Co' });
  expect(seen).toMatchObject({ company: 'Cara & Co', taxExempt: true, note: null });
  expect(await cara.call.customers.get({ id: cara.id })).toEqual(seen);
  for (const values of [{ taxExempt: false }, { note: 'x' }, { note: null }, { active: false }]) {
    await refused(cara.call.customers.update({ id: cara.id, ...values }), 'ROLE_REQUIRED', { role: 'mechanic' });
  }
  expect(await mia.call.customers.get({ id: cara.id })).toMatchObject({ company: 'Cara & Co', note: 'pays late' });
});

test.each<[member: string, value: unknown]>([
  ['company', ''],
  ['company', 'x'.repeat(101)],
  ['taxExempt', null],
  ['note', ''],
  ['note', 'x'.repeat(1001)],
])('rejects %s %j', async (member, value) => {
  await refusedAt(mia.call.customers.update({ id: cara.id, [member]: value }), member);
});

test('an exempt customer pays no tax on any ticket, from the change on', async () => {
  await boss.call.shop.update({ taxes: { partsPercent: 10, laborPercent: 10, subletPercent: 10, feesPercent: 10 } });
  const customer = await shop.customer();
  const part = await somePart(mia, { priceCents: 1_000 });
  const { id } = await someTicket(customer);
  const taxed = await mia.call.tickets.addPart({ id, partId: part.id });
  expect(taxed.totals).toMatchObject({ taxCents: 100, totalCents: 1_100 });
  await mia.call.customers.update({ id: customer.id, taxExempt: true });
  const { totals, version } = await customer.call.tickets.get({ id });
  expect(totals).toMatchObject({ taxes: [], taxCents: 0, totalCents: 1_000 });
  expect(version).toBe(taxed.version);
});

test("customers see neither a vehicle's note nor change it", async () => {
  const car = { make: 'Saab', model: '900', year: 1990 };
  await refused(cara.call.vehicles.create({ ...car, note: 'rusty' }), 'ROLE_REQUIRED', { role: 'mechanic' });
  const { id } = await mia.call.vehicles.create({ ...car, customerId: cara.id, note: 'rusty' });
  expect(await mia.call.vehicles.get({ id })).toMatchObject({ note: 'rusty' });
  expect((await cara.call.vehicles.list()).items).toMatchObject([{ id, note: null }]);
  const ticket = await someTicket(cara, { vehicleId: id });
  expect(ticket.vehicle).toMatchObject({ id, note: null });
  expect((await mia.call.tickets.get({ id: ticket.id })).vehicle).toMatchObject({ note: 'rusty' });
  expect(await cara.call.vehicles.update({ id, model: '9000' })).toMatchObject({ model: '9000', note: null });
  for (const values of [{ note: 'shiny' }, { note: null }, { active: false }]) {
    await refused(cara.call.vehicles.update({ id, ...values }), 'ROLE_REQUIRED', { role: 'mechanic' });
  }
  expect(await mia.call.vehicles.get({ id })).toMatchObject({ note: 'rusty', active: true });
});
