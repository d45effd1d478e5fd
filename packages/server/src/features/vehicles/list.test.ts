import { describe, expect, test } from 'vitest';
import { refusedAt } from '../../testing/refused.ts';
import { freshShop, shopOfFile } from '../../testing/shop.ts';

const shop = await shopOfFile();
const mechanic = await shop.mechanic();
const staff = mechanic.call.vehicles;
const car = { make: 'Saab', model: '900', year: 1990 };

describe('list', () => {
  test('shows customers their own vehicles, staff all or those of a customer, newest first', async () => {
    const own = await freshShop();
    const [one, two, boss] = [await own.customer(), await own.customer(), await own.mechanic()];
    const add = async ({ call }: typeof one) => (await call.vehicles.create(car)).id;
    const [first, second, third] = [await add(one), await add(two), await add(one)];
    const ids = async ({ call }: typeof one, input: { customerId?: number; search?: string } = {}) =>
      (await call.vehicles.list(input)).items.map(({ id }) => id);
    expect(await ids(one)).toEqual([third, first]);
    expect(await ids(one, { search: 'saab' })).toEqual([third, first]);
    expect(await ids(boss)).toEqual([third, second, first]);
    expect(await ids(boss, { customerId: two.id })).toEqual([second]);
    expect(await ids(boss, { customerId: two.id, search: 'volvo' })).toEqual([]);
    expect(await ids(boss, { customerId: 999_999 })).toEqual([]);
    await refusedAt(one.call.vehicles.list({ customerId: two.id }), 'customerId');
    await refusedAt(one.call.vehicles.list({ customerId: one.id }), 'customerId');
  });

  test('searches make, model, plate and VIN', async () => {
    const customer = await shop.customer();
    const vehicle = await customer.call.vehicles.create({
      ...car,
      make: 'Škoda',
      model: 'Favorit 136',
      vin: '1M8GDM9AXKP042788',
      licensePlate: 'BÄR-X 99',
    });
    for (const search of ['skoda', 'FAVORIT', '136', 'bar', '99', '1m8gdm9axkp', 'skoda favorit 1m8']) {
      const found = (await staff.list({ search, customerId: vehicle.customerId })).items;
      expect(found.map(({ id }) => id)).toEqual([vehicle.id]);
    }
    expect((await staff.list({ search: '042788' })).items).toEqual([]);
  });
});
