import { describe, expect, test } from 'vitest';
import { callByPath } from '../testing/procedures.ts';
import { refused } from '../testing/refused.ts';
import { shopOfFile } from '../testing/shop.ts';

const shop = await shopOfFile();
const admin = await shop.admin();

async function messagesOf(path: string, input: unknown) {
  const { issues } = await refused(callByPath(admin.call, path, input), 'INVALID_INPUT');
  return Object.fromEntries(issues.map((issue) => [issue.path.join('.'), issue.message]));
}

test.each([
  ['inventory.create', 'price', 'priceCents'],
  ['inventory.create', 'price_cents', 'priceCents'],
  ['inventory.create', 'PriceCents', 'priceCents'],
  ['inventory.create', 'qty', 'quantity'],
  ['inventory.create', 'quantitiy', 'quantity'],
  ['inventory.create', 'SKU', 'sku'],
  ['inventory.create', 'part_name', 'name'],
  ['customers.create', 'first_name', 'firstName'],
  ['customers.create', 'firstname', 'firstName'],
  ['customers.create', 'last-name', 'lastName'],
  ['customers.create', 'name', 'firstName or lastName'],
  ['customers.create', 'phoneNumber', 'phone'],
  ['customers.create', 'phone_number', 'phone'],
  ['customers.create', 'mail', 'email'],
  ['customers.create', 'e-mail', 'email'],
  ['customers.create', 'adress', 'address'],
  ['mechanics.create', 'salary', 'salaryCents'],
  ['vehicles.create', 'plate', 'licensePlate'],
  ['vehicles.create', 'license_plate', 'licensePlate'],
  ['vehicles.create', 'customer', 'customerId'],
  ['tickets.create', 'desc', 'description'],
  ['tickets.create', 'decsription', 'description'],
  ['tickets.create', 'service_date', 'serviceDate'],
  ['tickets.create', 'date', 'serviceDate'],
  ['tickets.create', 'vehicle_id', 'vehicleId'],
  ['tickets.addPart', 'part_id', 'partId'],
  ['tickets.list', 'order_by', 'orderBy'],
  ['vehicles.list', 'order_by', undefined],
  ['inventory.list', 'order', 'orderBy'],
  ['auth.login', 'account_type', 'accountType'],
  ['auth.login', 'username', undefined],
  ['inventory.list', 'page', undefined],
  ['inventory.create', 'x', undefined],
  ['inventory.create', '__proto__', undefined],
  ['inventory.create', 'constructor', undefined],
  ['inventory.create', '', undefined],
  ['inventory.create', '名前', undefined],
])('%s: %s for %s', async (path, key, member) => {
  const input: unknown = JSON.parse(`{${JSON.stringify(key)}: "never shown"}`);
  const messages = await messagesOf(path, input);
  expect(messages[key]).toBe(member === undefined ? 'Unknown member: leave it out.' : `Unknown member: use ${member}.`);
  expect(JSON.stringify(messages)).not.toContain('never shown');
});

describe('a suggested property', () => {
  test('is not suggested when it is already present', async () => {
    const messages = await messagesOf('inventory.create', { name: 'Oil', priceCents: 1, price: 2, Name: 'Oil' });
    expect(messages).toEqual({ price: 'Unknown member: leave it out.', Name: 'Unknown member: leave it out.' });
  });

  test('is one of the chosen input variant', async () => {
    const asCustomer = { accountType: 'customer', invite_code: 'x', speciality: 'Oil' };
    expect(await messagesOf('auth.register', asCustomer)).toMatchObject({
      invite_code: 'Unknown member: use inviteCode.',
      speciality: 'Unknown member: leave it out.',
    });
    expect(await messagesOf('auth.register', { ...asCustomer, accountType: 'mechanic' })).toMatchObject({
      speciality: 'Unknown member: use specialty.',
    });
  });
});

test('very long names are compared in bounded time, and only the first twenty are reported', async () => {
  const input = Object.fromEntries(Array.from({ length: 2_000 }, (_, n) => [`${'priceCent'.repeat(3)}${n}`, n]));
  const { issues } = await refused(callByPath(admin.call, 'inventory.create', input), 'INVALID_INPUT');
  expect(issues).toHaveLength(20);
});
