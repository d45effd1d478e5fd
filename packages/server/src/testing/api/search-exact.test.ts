import { expect, test } from 'vitest';
import { freshShop } from '../shop.ts';
import { somePart, someTicket } from '../testing.ts';

test('a row whose code equals the search comes first, the others newest first, in pages of every size', async () => {
  const shop = await freshShop();
  const mechanic = await shop.mechanic();
  const skus = ['10', '100', '101', '1-0', '1000'];
  const made = new Map<string, number>();
  for (const sku of skus) made.set(sku, (await somePart(mechanic, { sku, name: `Bolt ${sku}` })).id);
  const wanted = ['1-0', '10', '1000', '101', '100'].map((sku) => made.get(sku));
  for (const limit of [1, 2, 3, 5, 100]) {
    const found: number[] = [];
    let cursor: string | undefined;
    do {
      const page = await mechanic.call.inventory.list({ search: '10', limit, ...(cursor && { cursor }) });
      found.push(...page.items.map(({ id }) => id));
      cursor = page.nextCursor ?? undefined;
    } while (cursor !== undefined);
    expect(found).toEqual(wanted);
  }
});

test('people, cars and tickets are found by their names', async () => {
  const shop = await freshShop();
  const mechanic = await shop.mechanic({ firstName: 'Mia', lastName: 'Øst', specialty: 'Getriebe' });
  const { id } = await mechanic.call.customers.create({
    firstName: 'Ayşe',
    lastName: "O'Yılmaz",
    phone: '+90 212 555 01 23',
  });
  const car = { customerId: id, make: 'Škoda', model: 'Octavia', year: 2020 };
  const vehicle = await mechanic.call.vehicles.create({ ...car, licensePlate: '34 ABC-1D', vin: 'DA16T-123456' });
  const ticket = await mechanic.call.tickets.create({ customerId: id, vehicleId: vehicle.id, description: 'Öl' });
  const idsOf = ({ items }: { items: { id: number }[] }) => items.map((item) => item.id);
  for (const search of ['YILMAZ', 'oyilmaz ayse', '02125550123', '212 555', '+90 212', String(id)]) {
    expect(idsOf(await mechanic.call.customers.list({ search })), search).toContain(id);
  }
  for (const search of ['skoda', '34abc1d', '34-ABC', 'da16t123', 'DA 16T', String(vehicle.id)]) {
    expect(idsOf(await mechanic.call.vehicles.list({ search })), search).toContain(vehicle.id);
  }
  for (const search of ['yilmaz ol', '34abc1d', String(ticket.id)]) {
    expect(idsOf(await mechanic.call.tickets.list({ search })), search).toEqual([ticket.id]);
  }
  for (const search of ['ost', 'getriebe mia', String(mechanic.id)]) {
    expect(idsOf(await shop.anonymous.mechanics.list({ search })), search).toContain(mechanic.id);
  }
});

test('names are sorted without case and accents', async () => {
  const shop = await freshShop();
  const mechanic = await shop.mechanic();
  for (const name of ['Zebra', 'ölfilter', 'Oil', 'Łożysko', 'lamp', "O'Ring", 'oring 2', 'Ǻrm', 'weiß', 'Weisz']) {
    await somePart(mechanic, { name });
  }
  const { items } = await mechanic.call.inventory.list({ orderBy: 'name' });
  expect(items.map(({ name }) => name)).toEqual([
    'Ǻrm',
    'lamp',
    'Łożysko',
    'Oil',
    'ölfilter',
    "O'Ring",
    'oring 2',
    'weiß',
    'Weisz',
    'Zebra',
  ]);
});

test('a new plate and a new name are found on old tickets', async () => {
  const shop = await freshShop();
  const [mechanic, customer] = [await shop.mechanic(), await shop.customer()];
  const vehicle = await customer.call.vehicles.create({ make: 'VW', model: 'Golf', year: 2020, licensePlate: 'OLD-1' });
  const ticket = await someTicket(customer, { vehicleId: vehicle.id });
  await customer.call.vehicles.update({ id: vehicle.id, licensePlate: 'NEW-2' });
  await customer.call.auth.updateMe({ firstName: 'Renamed' });
  await shop.shop.reindexing.settled();
  const find = async (search: string) => (await mechanic.call.tickets.list({ search })).items.map(({ id }) => id);
  expect([await find('new2'), await find('renamed'), await find('old1')]).toEqual([[ticket.id], [ticket.id], []]);
});
