import { expect, test } from 'vitest';
import { closedTo } from './pages.ts';

test('customers open their own pages, and are not refused what does not exist', () => {
  for (const open of [[], ['/'], ['/calendar'], ['/invoices/$id/print']])
    expect(closedTo('customer', open)).toBeUndefined();
  for (const staff of [['/parts/$id'], ['/purchases', '/purchases/'], ['/settings', '/settings/staff']])
    expect(closedTo('customer', staff)).toBe('staffOnly');
});

test('mechanics open everything but the settings, admins everything', () => {
  expect(closedTo('mechanic', ['/purchases', '/purchases/$id'])).toBeUndefined();
  expect(closedTo('mechanic', ['/settings', '/settings/'])).toBe('adminsOnly');
  expect(closedTo('admin', ['/settings', '/settings/'])).toBeUndefined();
});
