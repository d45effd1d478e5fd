import type { TicketStatus } from '@mechanic-shop/shared';
import { describe, expect, test } from 'vitest';
import { refusedAt } from '../../testing/refused.ts';
import { shopOfFile } from '../../testing/shop.ts';
import { someTicket } from '../../testing/testing.ts';

const shop = await shopOfFile();
const [mechanic, customer] = [await shop.mechanic(), await shop.customer()];

describe('history', () => {
  test('hides notes from customers, and lists the newest change first', async () => {
    const admin = await shop.admin();
    const { id } = await someTicket(customer);
    const notes = ['waits for parts', 'done', 'not done'];
    await mechanic.call.tickets.setStatus({ id, status: 'in_progress', note: notes[0] });
    await mechanic.call.tickets.setStatus({ id, status: 'completed', note: notes[1] });
    await admin.call.tickets.setStatus({ id, status: 'in_progress', note: notes[2] });
    const { items } = await mechanic.call.tickets.history({ id });
    expect(items.map(({ from, to, note, by }) => [from, to, note, by?.id])).toEqual([
      ['completed', 'in_progress', 'not done', admin.id],
      ['in_progress', 'completed', 'done', mechanic.id],
      ['open', 'in_progress', 'waits for parts', mechanic.id],
      [null, 'open', null, customer.id],
    ]);
    const owners = await customer.call.tickets.history({ id });
    expect(owners.items).toEqual(items.map((item) => ({ ...item, note: null })));
  });

  test('hides the customer’s own note too, and shows it to staff', async () => {
    const { id } = await someTicket(customer);
    await customer.call.tickets.setStatus({ id, status: 'cancelled', note: 'sold the car' });
    expect((await customer.call.tickets.history({ id })).items[0]).toMatchObject({ to: 'cancelled', note: null });
    expect((await mechanic.call.tickets.history({ id })).items[0]).toMatchObject({ note: 'sold the car' });
  });

  test('has stable pages while the status changes', async () => {
    const { id } = await someTicket(customer);
    const move = (status: TicketStatus) => mechanic.call.tickets.setStatus({ id, status });
    for (const status of ['in_progress', 'open', 'in_progress'] as const) await move(status);
    const all = (await mechanic.call.tickets.history({ id })).items.map((item) => item.id);
    const first = await mechanic.call.tickets.history({ id, limit: 2 });
    await move('open');
    const cursor = first.nextCursor ?? '';
    const second = await mechanic.call.tickets.history({ id, limit: 2, cursor });
    expect([...first.items, ...second.items].map((item) => item.id)).toEqual(all);
    expect(second.nextCursor).toBeNull();
    const other = await someTicket(customer);
    await mechanic.call.tickets.setStatus({ id: other.id, status: 'in_progress' });
    await refusedAt(mechanic.call.tickets.history({ id: other.id, cursor }), 'cursor');
  });
});
