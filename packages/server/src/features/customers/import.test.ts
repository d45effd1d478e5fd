import { describe, expect, test } from 'vitest';
import { expectConsistent } from '../../testing/invariants.ts';
import { refused } from '../../testing/refused.ts';
import { shopOfFile } from '../../testing/shop.ts';

const shop = await shopOfFile();
const admin = await shop.admin();
const { customers } = admin.call;

let ids = 0;
const row = (over: object = {}) => ({ externalId: `c-${(ids += 1)}`, firstName: 'Nora', lastName: 'Quinn', ...over });

describe('the external id of a customer', () => {
  test('is unique, shown to staff and hidden from the customer', async () => {
    const { id } = await shop.customer();
    await customers.update({ id, externalId: ' old-7 ' });
    expect(await customers.get({ id })).toMatchObject({ externalId: 'old-7' });
    const other = await customers.create({ firstName: 'A', lastName: 'B', externalId: 'old-8' });
    expect(other.externalId).toBe('old-8');
    await refused(customers.update({ id, externalId: 'old-8' }), 'EXTERNAL_ID_TAKEN');
    await refused(customers.create({ firstName: 'A', lastName: 'B', externalId: 'old-8' }), 'EXTERNAL_ID_TAKEN');
    expect(await customers.update({ id, externalId: null })).toMatchObject({ externalId: null });
    await refused(customers.create({ firstName: 'A', lastName: 'B', externalId: 'x'.repeat(65) }), 'INVALID_INPUT');
  });

  test('is neither read nor set by the customer', async () => {
    const actor = await shop.customer();
    await customers.update({ id: actor.id, externalId: 'secret-1' });
    expect(await actor.call.customers.get({ id: actor.id })).toMatchObject({ externalId: null });
    expect(await actor.call.auth.me()).toMatchObject({ externalId: null });
    await refused(actor.call.customers.update({ id: actor.id, externalId: 'mine' }), 'ROLE_REQUIRED', {
      role: 'mechanic',
    });
    const { items } = await actor.call.events.list({ limit: 500 });
    expect(JSON.stringify(items)).not.toContain('secret-1');
  });
});

describe('customers.import', () => {
  test('creates customers, and matches them by their external id', async () => {
    const known = row({ phone: '030 1', taxExempt: true, company: 'Quinn Ltd' });
    const [created] = (await customers.import({ rows: [known, { firstName: 'Ada', lastName: 'King' }] })).rows;
    const id = created?.id ?? 0;
    expect(await customers.get({ id })).toMatchObject(known);
    await refused(customers.import({ rows: [known] }), 'INVALID_INPUT', {
      issues: [{ path: ['rows', 0, 'externalId'], message: expect.any(String) }],
    });
    const changed = { externalId: known.externalId, firstName: 'Nora', lastName: 'Byrne', phone: null };
    expect(await customers.import({ rows: [changed], onMatch: 'update' })).toMatchObject({
      updated: 1,
      rows: [{ id, action: 'updated' }],
    });
    expect(await customers.get({ id })).toMatchObject({
      ...changed,
      taxExempt: true,
      company: 'Quinn Ltd',
      version: 2,
    });
    expect(await customers.import({ rows: [known], onMatch: 'skip' })).toMatchObject({ skipped: 1 });
  });

  test('rejects the e-mail of another login, and a change of the own one', async () => {
    const actor = await shop.customer();
    const externalId = `login-${actor.id}`;
    await customers.update({ id: actor.id, externalId });
    const same = { externalId, firstName: 'Cara', lastName: 'Driver' };
    const rows = [
      { ...same, email: actor.email },
      { ...same, email: 'other@example.com' },
      row({ email: actor.email }),
    ];
    expect(await customers.import({ rows, onMatch: 'update', partial: true })).toMatchObject({
      updated: 1,
      refused: 2,
      rows: [{ action: 'updated' }, { issues: [{ path: ['email'] }] }, { issues: [{ path: ['email'] }] }],
    });
  });

  test('leaves a consistent shop', () => expectConsistent(shop.shop.database));
});
