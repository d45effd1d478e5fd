import { describe, expect, test } from 'vitest';
import { expectConsistent } from '../../testing/invariants.ts';
import { refused } from '../../testing/refused.ts';
import { shopOfFile } from '../../testing/shop.ts';

const shop = await shopOfFile();
const admin = await shop.admin();
const { customers, vehicles } = admin.call;

let ids = 0;
const newId = () => `x-${(ids += 1)}`;
async function owner() {
  const externalId = newId();
  return { ...(await customers.create({ firstName: 'Nora', lastName: 'Quinn', externalId })), externalId };
}
const car = { make: 'Saab', model: '900', year: 1990 };

test('the external id of a vehicle is unique, and for staff only', async () => {
  const actor = await shop.customer();
  const { id } = await vehicles.create({ ...car, customerId: actor.id, externalId: 'v-1' });
  await refused(vehicles.create({ ...car, customerId: actor.id, externalId: 'v-1' }), 'EXTERNAL_ID_TAKEN');
  expect(await vehicles.get({ id })).toMatchObject({ externalId: 'v-1' });
  expect(await actor.call.vehicles.get({ id })).toMatchObject({ externalId: null });
  await refused(actor.call.vehicles.update({ id, externalId: 'mine' }), 'ROLE_REQUIRED', { role: 'mechanic' });
  await refused(actor.call.vehicles.create({ ...car, externalId: 'mine' }), 'ROLE_REQUIRED', { role: 'mechanic' });
  expect(await vehicles.update({ id, externalId: 'v-2' })).toMatchObject({ externalId: 'v-2', version: 2 });
});

describe('vehicles.import', () => {
  test('names the owner by id or external id', async () => {
    const { id, externalId } = await owner();
    const rows = [
      { ...car, customerId: id },
      { ...car, customerExternalId: externalId },
    ];
    const result = await vehicles.import({ rows });
    expect(result).toMatchObject({ created: 2 });
    expect((await vehicles.list({ customerId: id })).items).toHaveLength(2);
  });

  test('explains a missing, unknown or doubled owner', async () => {
    const { id, externalId } = await owner();
    const rows = [
      car,
      { ...car, customerExternalId: 'unknown' },
      { ...car, customerId: 999_999 },
      { ...car, customerId: id, customerExternalId: externalId },
    ];
    const { rows: done } = await vehicles.import({ rows, partial: true });
    expect(done.map(({ issues }) => issues?.[0]?.path)).toEqual([
      ['customerId'],
      ['customerExternalId'],
      ['customerId'],
      ['customerExternalId'],
    ]);
  });

  test('explains a retired owner at the member that names them', async () => {
    const { id, externalId } = await owner();
    await customers.update({ id, active: false });
    const rows = [
      { ...car, customerId: id },
      { ...car, customerExternalId: externalId },
    ];
    const { rows: done } = await vehicles.import({ rows, partial: true });
    expect(done.map(({ issues }) => issues?.[0]?.path)).toEqual([['customerId'], ['customerExternalId']]);
  });

  test('matches by external id, else by the VIN within the owner', async () => {
    const [one, two] = [await owner(), await owner()];
    const vin = 'WAUZZZF4XPL962145';
    const first = { ...car, customerId: one.id, vin };
    const [made] = (await vehicles.import({ rows: [first, { ...first, customerId: two.id }] })).rows;
    await refused(vehicles.import({ rows: [first] }), 'INVALID_INPUT', {
      issues: [{ path: ['rows', 0, 'vin'], message: expect.any(String) }],
    });
    const named = { ...first, externalId: newId(), licensePlate: 'm-1' };
    expect(await vehicles.import({ rows: [named], onMatch: 'update' })).toMatchObject({ rows: [{ id: made?.id }] });
    const renamed = { ...car, customerId: one.id, externalId: named.externalId, model: '9000' };
    expect(await vehicles.import({ rows: [renamed], onMatch: 'update' })).toMatchObject({ rows: [{ id: made?.id }] });
    expect(await vehicles.get({ id: made?.id ?? 0 })).toMatchObject({ model: '9000', vin, licensePlate: 'M-1' });
    const other = { ...first, externalId: newId() };
    const { rows } = await vehicles.import({ rows: [other], onMatch: 'update', partial: true });
    expect(rows).toMatchObject([{ action: 'refused', issues: [{ path: ['vin'] }] }]);
  });

  test('does not move a vehicle to another owner', async () => {
    const [one, two] = [await owner(), await owner()];
    const row = { ...car, externalId: newId(), customerId: one.id };
    await vehicles.import({ rows: [row] });
    const { customerId: _, ...rest } = row;
    const moved = { ...rest, customerExternalId: two.externalId };
    await refused(vehicles.import({ rows: [moved], onMatch: 'update' }), 'INVALID_INPUT', {
      issues: [{ path: ['rows', 0, 'customerExternalId'], message: expect.stringContaining('transfer') }],
    });
  });

  test('leaves a consistent shop', () => expectConsistent(shop.shop.database));
});
