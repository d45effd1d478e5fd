import { expect, test } from 'vitest';
import { callByPath } from '../testing/procedures.ts';
import { refused } from '../testing/refused.ts';
import { shopOfFile } from '../testing/shop.ts';

const shop = await shopOfFile();
const mechanic = await shop.mechanic();

test.each([
  ['inventory.get', undefined, 'This is missing. Send an object.'],
  ['inventory.get', {}, 'This is missing. Send a number.'],
  ['inventory.get', { id: 0 }, 'Use a number of at least 1.'],
  ['inventory.get', { id: 1.5 }, 'Send a whole number.'],
  ['inventory.list', { limit: 101 }, 'Use a number of at most 100.'],
  ['inventory.list', { limit: '5' }, 'Send a number.'],
  ['inventory.list', { limit: Infinity }, 'Send a number.'],
  ['inventory.list', { inStock: 'yes' }, 'Send true or false.'],
  ['inventory.list', { orderBy: 'price' }, 'Use one of name, newest.'],
  ['inventory.list', { direction: 'backward' }, 'Use forward.'],
  ['tickets.list', { status: 'done' }, 'Use one of open, in_progress, completed, cancelled, or a list of them.'],
  ['tickets.list', { status: 7 }, 'Use one of open, in_progress, completed, cancelled, or a list of them.'],
  [
    'tickets.mine',
    { status: ['open', 'done'] },
    'Use one of open, in_progress, completed, cancelled, or a list of them.',
  ],
  ['auth.register', { accountType: 'employee' }, 'Use one of customer, mechanic.'],
  ['invites.create', {}, 'Use one of mechanic, admin, customer.'],
  ['inventory.list', { search: '' }, 'Use at least 1 character.'],
  ['inventory.list', { cursor: null }, 'Send a text.'],
  ['tickets.editMechanics', { id: 1, addIds: Array.from({ length: 51 }, (_, i) => i + 1) }, 'Name at most 50.'],
])('%s %j: %s', async (path, input, message) => {
  const { issues } = await refused(callByPath(mechanic.call, path, input), 'INVALID_INPUT');
  expect(issues.map((issue) => issue.message)).toEqual([message]);
});
