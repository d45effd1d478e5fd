import { afterEach, describe, expect, test, vi } from 'vitest';
import { matches } from '../../platform/db/testing/matches.ts';
import { refused, refusedAt } from '../../testing/refused.ts';
import { shopOfFile } from '../../testing/shop.ts';
import { someTicket } from '../../testing/testing.ts';
import { vehiclesSearch } from './search.ts';

const shop = await shopOfFile();
const mechanic = await shop.mechanic();
const staff = mechanic.call.vehicles;
const VIN = '1M8GDM9AXKP042788';
const car = { make: 'Saab', model: '900', year: 1990 };
const notThere = { resource: 'vehicle' } as const;

async function owned(values: object = {}) {
  const owner = await shop.customer();
  return { owner, vehicle: await owner.call.vehicles.create({ ...car, ...values }) };
}

describe('create', () => {
  test('creates a vehicle of the customer', async () => {
    const { owner, vehicle } = await owned({ vin: VIN.toLowerCase(), licensePlate: ' b-ab 123 ' });
    expect(vehicle).toEqual({
      id: vehicle.id,
      customerId: owner.id,
      vin: VIN,
      vinCheck: 'ok',
      make: 'Saab',
      model: '900',
      year: 1990,
      licensePlate: 'B-AB 123',
      mileage: null,
      mileageUnit: 'km',
      note: null,
      externalId: null,
      active: true,
      version: 1,
      createdAt: '2026-11-20T09:30:00.000Z',
    });
    expect(await staff.get({ id: vehicle.id })).toEqual(vehicle);
  });

  test('treats null as absent', async () => {
    const { vehicle } = await owned({ vin: null, licensePlate: null, customerId: null });
    expect(vehicle).toMatchObject({ vin: null, vinCheck: null, licensePlate: null });
  });

  test('by staff names the customer', async () => {
    const { id } = await mechanic.call.customers.create({ firstName: 'Walt', lastName: 'Kin' });
    expect(await staff.create({ ...car, customerId: id })).toMatchObject({ customerId: id });
    await refusedAt(staff.create(car), 'customerId');
    await refusedAt(staff.create({ ...car, customerId: null }), 'customerId');
    await refused(staff.create({ ...car, customerId: 999_999 }), 'NOT_FOUND', { resource: 'customer' });
    await refused(staff.create({ ...car, customerId: mechanic.id }), 'NOT_FOUND', { resource: 'customer' });
  });

  test('by a customer names none, not even the caller', async () => {
    const { id, call } = await shop.customer();
    await refusedAt(call.vehicles.create({ ...car, customerId: id }), 'customerId');
  });

  test.each(['make', 'model', 'year'])('requires %s', async (member) => {
    const { call } = await shop.customer();
    await refusedAt(call.vehicles.create({ ...car, [member]: undefined }), member);
    await refusedAt(call.vehicles.create({ ...car, [member]: null }), member);
  });
});

describe('a VIN', () => {
  test.each([
    ['a check digit mismatch is accepted', '1M8GDM9A1KP042788', 'mismatch'],
    ['an X is a check digit', VIN, 'ok'],
  ])('%s', async (_, vin, vinCheck) => {
    expect((await owned({ vin })).vehicle).toMatchObject({ vin, vinCheck });
  });

  test.each([
    ['1m8-gdm9a xkp042788', VIN, 'ok'],
    [`*${VIN}*`, VIN, 'ok'],
    [' 1M8GDM9A\u2010XKP042788\t', VIN, 'ok'],
    ['１Ｍ８ＧＤＭ９ＡＸＫＰ０４２７８８', VIN, 'ok'],
    [`${VIN.slice(0, 9)}\u00a0\u2212${VIN.slice(9, 12)}\u2013\u00ad${VIN.slice(12)}`, VIN, 'ok'],
    ['DA16T-123456', 'DA16T123456', null],
    ['1234567890abcdef', '1234567890ABCDEF', null],
    ['EP91 0012345', 'EP910012345', null],
    ['10037', '10037', null],
    ['IOQ1', 'IOQ1', null],
  ])('%j is stored as %s', async (typed, vin, vinCheck) => {
    expect((await owned({ vin: typed })).vehicle).toMatchObject({ vin, vinCheck });
  });

  test.each([
    '',
    '123',
    '*-* -',
    `${VIN}1`,
    VIN.replace('M', 'I'),
    VIN.replace('M', 'O'),
    VIN.replace('M', 'Q'),
    'Ä123',
    'AB_123',
    '١٢٣٤',
    '1234\0',
    '1'.repeat(101),
  ])('cannot be %j', async (vin) => {
    const { call } = await shop.customer();
    await refusedAt(call.vehicles.create({ ...car, vin }), 'vin');
  });

  test('with I, O or Q is rejected with a hint', async () => {
    const { call } = await shop.customer();
    for (const letter of 'IOQioq') {
      const details = await refused(call.vehicles.create({ ...car, vin: VIN.replace('M', letter) }), 'INVALID_INPUT');
      expect(details.issues).toEqual([{ path: ['vin'], message: expect.stringContaining('no I, O or Q') }]);
    }
  });

  test('is the same however it is typed', async () => {
    const { owner, vehicle } = await owned({ vin: VIN });
    await refused(owner.call.vehicles.create({ ...car, vin: `*${VIN.toLowerCase()}*` }), 'VIN_TAKEN');
    expect(await owner.call.vehicles.update({ id: vehicle.id, vin: ` ${VIN} ` })).toEqual(vehicle);
  });

  test('is unique among the vehicles of a customer', async () => {
    const { owner } = await owned({ vin: VIN });
    await refused(owner.call.vehicles.create({ ...car, vin: VIN.toLowerCase() }), 'VIN_TAKEN');
    await refused(staff.create({ ...car, vin: VIN, customerId: owner.id }), 'VIN_TAKEN');
    expect((await owned({ vin: VIN })).vehicle.vin).toBe(VIN);
  });

  test('may be missing from any number of vehicles', async () => {
    const { owner } = await owned();
    await owner.call.vehicles.create(car);
    expect((await owner.call.vehicles.list()).items).toHaveLength(2);
  });

  test('is checked again by an update', async () => {
    const { owner, vehicle } = await owned({ vin: VIN });
    const other = await owner.call.vehicles.create({ ...car, vin: '1HGCM82633A004352' });
    await refused(owner.call.vehicles.update({ id: other.id, vin: VIN }), 'VIN_TAKEN');
    expect(await owner.call.vehicles.update({ id: vehicle.id, vin: VIN })).toEqual(vehicle);
    expect(await owner.call.vehicles.update({ id: vehicle.id, vin: null })).toMatchObject({
      vin: null,
      vinCheck: null,
    });
    expect(await owner.call.vehicles.update({ id: other.id, vin: VIN })).toMatchObject({ vin: VIN, vinCheck: 'ok' });
  });

  test('is given to one of several concurrent calls', async () => {
    const { call } = await shop.customer();
    const asked = await Promise.allSettled(Array.from({ length: 6 }, () => call.vehicles.create({ ...car, vin: VIN })));
    expect(asked.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    for (const answer of asked) {
      if (answer.status === 'rejected') await refused(Promise.reject(answer.reason), 'VIN_TAKEN');
    }
  });
});

describe('a model year', () => {
  afterEach(() => vi.useRealTimers());

  test.each([1885, 1990.5, 0, -1])('cannot be %j', async (year) => {
    const { call } = await shop.customer();
    await refusedAt(call.vehicles.create({ ...car, year }), 'year');
  });

  test('is at most next year, checked at each call', async () => {
    const { call } = await shop.customer();
    const add = (year: number) => call.vehicles.create({ ...car, year });
    vi.useFakeTimers({ toFake: ['Date'], now: new Date('2031-12-31T23:59:59.000Z') });
    expect(await add(2032)).toMatchObject({ year: 2032 });
    await refusedAt(add(2033), 'year');
    vi.setSystemTime(new Date('2032-01-01T00:00:00.000Z'));
    expect(await add(2033)).toMatchObject({ year: 2033 });
  });

  test('is at least 1886', async () => {
    expect((await owned({ year: 1886 })).vehicle.year).toBe(1886);
  });
});

describe('a plate', () => {
  test('is stored in upper case and NFC', async () => {
    const plate = async (licensePlate: string) => (await owned({ licensePlate })).vehicle.licensePlate;
    expect(await plate('mu\u0308-x 1')).toBe('M\u00dc-X 1');
    // The upper case of this letter is three characters, of which the first two compose.
    expect(await plate('\u0390')).toBe('\u0390'.toUpperCase().normalize('NFC'));
  });

  test.each(['', '   ', '\u200b', '\u3164', 'x'.repeat(21), 'AB\n12', 'AB\u00001'])(
    'cannot be %j',
    async (licensePlate) => {
      const { call } = await shop.customer();
      await refusedAt(call.vehicles.create({ ...car, licensePlate }), 'licensePlate');
    },
  );
});

describe('get, update and delete', () => {
  test('are NOT_FOUND for the vehicle of another customer', async () => {
    const { vehicle } = await owned();
    const { id } = vehicle;
    const { call } = await shop.customer();
    await refused(call.vehicles.get({ id }), 'NOT_FOUND', notThere);
    await refused(call.vehicles.update({ id, version: 99, make: 'Mine' }), 'NOT_FOUND', notThere);
    await refused(call.vehicles.delete({ id }), 'NOT_FOUND', notThere);
    expect(await staff.get({ id })).toEqual(vehicle);
  });

  test('are for staff and the owner', async () => {
    const { owner, vehicle } = await owned();
    const { id } = vehicle;
    expect(await owner.call.vehicles.update({ id, model: '9000' })).toMatchObject({ model: '9000', version: 2 });
    expect(await staff.update({ id, year: 1991 })).toMatchObject({ model: '9000', year: 1991, version: 3 });
    expect(await staff.delete({ id })).toEqual({ id, message: expect.any(String) });
    await refused(owner.call.vehicles.get({ id }), 'NOT_FOUND', notThere);
  });
});

describe('update', () => {
  test('changes the named fields, clears null ones and increments the version', async () => {
    const { vehicle } = await owned({ vin: VIN, licensePlate: 'AB 12' });
    const after = await staff.update({ id: vehicle.id, make: 'Volvo', licensePlate: null });
    expect(after).toEqual({ ...vehicle, make: 'Volvo', licensePlate: null, version: 2 });
  });

  test('without a difference returns the row and keeps the version', async () => {
    const { vehicle } = await owned({ vin: VIN, licensePlate: 'AB 12' });
    const same = { id: vehicle.id, ...car, vin: VIN.toLowerCase(), licensePlate: ' ab 12' };
    expect(await staff.update(same)).toEqual(vehicle);
  });

  test.each(['make', 'model', 'year', 'version'])('rejects null for %s', async (member) => {
    const { vehicle } = await owned();
    await refusedAt(staff.update({ id: vehicle.id, vin: null, [member]: null }), member);
  });

  test('requires a change, and cannot change the owner', async () => {
    const { vehicle } = await owned();
    await refused(staff.update({ id: vehicle.id, version: 1 }), 'INVALID_INPUT');
    const input = { id: vehicle.id, make: 'Volvo', customerId: 1 };
    await refusedAt(staff.update(input), 'customerId');
  });

  test('rejects a stale version and returns the row', async () => {
    const { owner, vehicle } = await owned();
    const current = await staff.update({ id: vehicle.id, make: 'Volvo' });
    await refused(owner.call.vehicles.update({ id: vehicle.id, version: 1, make: 'Fiat' }), 'VERSION_MISMATCH', {
      current,
    });
  });

  test('makes the vehicle and its tickets searchable under the new plate', async () => {
    const { owner, vehicle } = await owned({ licensePlate: 'OLD 1' });
    const ticket = await someTicket(owner, { vehicleId: vehicle.id });
    await staff.update({ id: vehicle.id, licensePlate: 'FRESH 2' });
    await shop.shop.reindexing.settled();
    const ids = ({ items }: { items: { id: number }[] }) => items.map(({ id }) => id);
    expect(ids(await staff.list({ search: 'fresh' }))).toEqual([vehicle.id]);
    expect(ids(await staff.list({ search: 'old' }))).toEqual([]);
    expect(ids(await mechanic.call.tickets.list({ search: 'fresh' }))).toEqual([ticket.id]);
    expect(ids(await mechanic.call.tickets.list({ search: 'old' }))).toEqual([]);
  });
});

describe('delete', () => {
  test('deletes the search words too', async () => {
    const { vehicle } = await owned({ make: 'Trabant', model: 'Vanishing' });
    await staff.delete({ id: vehicle.id });
    const left = shop.shop.database.read.select({ id: vehiclesSearch.rowid }).from(vehiclesSearch);
    expect(await left.where(matches(vehiclesSearch, 'vanishing'))).toEqual([]);
  });

  test('is rejected while tickets refer to the vehicle', async () => {
    const { owner, vehicle } = await owned();
    const { id } = vehicle;
    const ticket = await someTicket(owner, { vehicleId: id });
    await refused(owner.call.vehicles.delete({ id }), 'IN_USE', { by: 'tickets' });
    await mechanic.call.tickets.update({ id: ticket.id, vehicleId: null });
    expect(await owner.call.vehicles.delete({ id })).toMatchObject({ id });
  });
});
