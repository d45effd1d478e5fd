import { expect, test } from 'vitest';
import { refusedAt } from '../../testing/refused.ts';
import { freshShop } from '../../testing/shop.ts';
import { someTicket } from '../../testing/testing.ts';

test('lists most tickets first, ties by id, including zero', async () => {
  const own = await freshShop();
  const [boss, one, two, three] = [await own.admin(), await own.mechanic(), await own.mechanic(), await own.mechanic()];
  const customer = await own.customer();
  const add = async (...addIds: number[]) => {
    const { id } = await someTicket(customer);
    await boss.call.tickets.editMechanics({ id, addIds });
    return id;
  };
  const ranking = async (limit?: number) =>
    (await own.anonymous.mechanics.ranking(limit === undefined ? {} : { limit })).items.map((row) => [
      row.mechanic.id,
      row.ticketCount,
    ]);

  const closed = await add(three.id, two.id);
  await add(three.id);
  await boss.call.tickets.setStatus({ id: closed, status: 'cancelled' });
  expect(await ranking()).toEqual([
    [three.id, 2],
    [two.id, 1],
    [boss.id, 0],
    [one.id, 0],
  ]);
  expect(await ranking(1)).toEqual([[three.id, 2]]);

  await boss.call.tickets.delete({ id: closed });
  expect(await ranking(2)).toEqual([
    [three.id, 1],
    [boss.id, 0],
  ]);
});

test('returns ten by default', async () => {
  const own = await freshShop();
  for (let n = 0; n < 11; n += 1) await own.mechanic();
  expect((await own.anonymous.mechanics.ranking()).items).toHaveLength(10);
  expect((await own.anonymous.mechanics.ranking({ limit: 100 })).items).toHaveLength(11);
});

test.each([0, 101, 1.5])('rejects a limit of %j', async (limit) => {
  const { anonymous } = await freshShop();
  await refusedAt(anonymous.mechanics.ranking({ limit }), 'limit');
});
