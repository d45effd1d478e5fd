import { expect, test } from 'vitest';
import { expectConsistent } from '../../testing/invariants.ts';
import { refused } from '../../testing/refused.ts';
import { shopOfFile } from '../../testing/shop.ts';

const shop = await shopOfFile();
const admin = await shop.admin();
const { suppliers } = admin.call;

test('the external id of a supplier is unique', async () => {
  const { id } = await suppliers.create({ name: 'Factors', externalId: 's-1' });
  expect(await suppliers.get({ id })).toMatchObject({ externalId: 's-1' });
  await refused(suppliers.create({ name: 'Others', externalId: 's-1' }), 'EXTERNAL_ID_TAKEN');
  const other = await suppliers.create({ name: 'Others' });
  await refused(suppliers.update({ id: other.id, externalId: 's-1' }), 'EXTERNAL_ID_TAKEN');
  expect(await suppliers.update({ id, externalId: null })).toMatchObject({ externalId: null, version: 2 });
});

test('suppliers.import creates suppliers, and matches them by their external id', async () => {
  const known = { externalId: 's-2', name: 'Tyres', phone: '1234' };
  const [made] = (await suppliers.import({ rows: [known, { name: 'Glass' }] })).rows;
  const id = made?.id ?? 0;
  await refused(suppliers.import({ rows: [known] }), 'INVALID_INPUT', {
    issues: [{ path: ['rows', 0, 'externalId'], message: expect.any(String) }],
  });
  const renamed = { externalId: 's-2', name: 'Tyres and more' };
  expect(await suppliers.import({ rows: [renamed], onMatch: 'update' })).toMatchObject({
    rows: [{ id, action: 'updated' }],
  });
  expect(await suppliers.get({ id })).toMatchObject({ ...renamed, phone: '1234', version: 2 });
  await refused((await shop.customer()).call.suppliers.import({ rows: [known] }), 'ROLE_REQUIRED');
  await expectConsistent(shop.shop.database);
});
