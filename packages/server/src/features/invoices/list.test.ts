import { describe, expect, test } from 'vitest';
import { completedTicket, invoicedTicket, pay } from '../../testing/money.ts';
import { refusedAt } from '../../testing/refused.ts';
import { freshShop, shopOfFile } from '../../testing/shop.ts';
import { someTicket } from '../../testing/testing.ts';

const shop = await shopOfFile();
const [boss, mia] = [await shop.admin(), await shop.mechanic()];
const [ann, bob] = [
  await shop.customer({ firstName: 'Ann', lastName: 'Murphy' }),
  await shop.customer({ firstName: 'Bob', lastName: 'Murphy' }),
];

async function due(customer: typeof ann, dueDate: string) {
  const { id: ticketId } = await completedTicket(mia, customer);
  return mia.call.invoices.issue({ ticketId, dueDate });
}
const open = await due(ann, '2026-11-20');
const overdue = await due(bob, '2026-11-19');
const overdueOfAnn = await due(ann, '2026-10-01');
const late = await due(ann, '2026-11-18');
await pay(mia, late.ticketId, 10_000);
const wrong = await due(bob, '2026-11-01');
await boss.call.invoices.void({ id: wrong.id, reason: 'Wrong' });

type Filters = Exclude<Parameters<typeof mia.call.invoices.list>[0], void>;
async function ids(filters: Filters, who = mia): Promise<number[]> {
  return (await who.call.invoices.list(filters)).items.map(({ id }) => id);
}

describe('invoices.list', () => {
  test.each<[string, Filters, number[]]>([
    ['all', {}, [wrong.id, late.id, overdueOfAnn.id, overdue.id, open.id]],
    ['open', { status: 'open' }, [overdueOfAnn.id, overdue.id, open.id]],
    ['paid', { status: 'paid' }, [late.id]],
    ['void', { status: 'void' }, [wrong.id]],
    ['overdue', { overdue: true }, [overdueOfAnn.id, overdue.id]],
    ['not overdue', { overdue: false }, [wrong.id, late.id, open.id]],
    ['open and overdue', { overdue: true, status: 'open' }, [overdueOfAnn.id, overdue.id]],
    ['paid and overdue', { overdue: true, status: 'paid' }, []],
    ['open and not overdue', { overdue: false, status: 'open' }, [open.id]],
    ['of a customer', { customerId: bob.id }, [wrong.id, overdue.id]],
    ['open, of a customer', { customerId: ann.id, status: 'open' }, [overdueOfAnn.id, open.id]],
    ['overdue, of a customer', { customerId: ann.id, overdue: true }, [overdueOfAnn.id]],
    ['found by the name', { search: 'murphy ann' }, [late.id, overdueOfAnn.id, open.id]],
    ['found by the number', { search: overdue.number }, [overdue.id]],
    ['found by the digits', { search: overdue.number.slice(-6) }, [overdue.id]],
    ['found, open', { search: 'murphy', status: 'open' }, [overdueOfAnn.id, overdue.id, open.id]],
    ['found, overdue', { search: 'murphy', overdue: true }, [overdueOfAnn.id, overdue.id]],
    ['found, not overdue', { search: 'murphy', overdue: false }, [wrong.id, late.id, open.id]],
    ['found, of a customer', { search: 'inv', customerId: bob.id, status: 'void' }, [wrong.id]],
    ['found nowhere', { search: 'zebra' }, []],
  ])('lists those that are %s', async (_, filters, expected) => {
    expect(await ids(filters)).toEqual(expected);
    const paged: number[] = [];
    let cursor: string | undefined;
    do {
      const page = await mia.call.invoices.list({ ...filters, limit: 1, ...(cursor === undefined ? {} : { cursor }) });
      paged.push(...page.items.map(({ id }) => id));
      cursor = page.nextCursor ?? undefined;
    } while (cursor !== undefined);
    expect(paged).toEqual(expected);
  });

  test('customers see their own, and name no customer', async () => {
    expect(await ids({}, bob)).toEqual([wrong.id, overdue.id]);
    expect(await ids({ search: 'murphy', overdue: true }, bob)).toEqual([overdue.id]);
    await refusedAt(bob.call.invoices.list({ customerId: bob.id }), 'customerId');
  });

  test('an invoice becomes overdue at midnight in the time zone of the shop', async () => {
    const own = await freshShop();
    const [admin, driver] = [await own.admin(), await own.customer()];
    await admin.call.shop.update({ timeZone: 'America/New_York', paymentDays: 0 });
    await invoicedTicket(admin, driver);
    const isOverdue = async () => (await admin.call.invoices.list({ overdue: true })).items.length === 1;
    expect(await isOverdue()).toBe(false);
    // From 09:30 UTC to 05:00 UTC of the next day.
    own.advance(19.5 * 3_600_000 - 1);
    expect(await isOverdue()).toBe(false);
    own.advance(1);
    expect(await isOverdue()).toBe(true);
  });
});

test('tickets.list filters by invoice', async () => {
  const [fresh, done] = [await someTicket(bob), await completedTicket(mia, bob)];
  const found = async (filters: Exclude<Parameters<typeof mia.call.tickets.list>[0], void>) =>
    (await mia.call.tickets.list({ limit: 100, ...filters })).items.map(({ id }) => id);
  const invoiced = [late.ticketId, overdueOfAnn.ticketId, overdue.ticketId, open.ticketId];
  expect(await found({ invoiced: true })).toEqual(invoiced);
  expect(await found({ invoiced: true, status: 'open' })).toEqual([]);
  expect(await found({ invoiced: true, status: ['completed', 'open'], customerId: bob.id })).toEqual([
    overdue.ticketId,
  ]);
  expect(await found({ invoiced: false })).toEqual([done.id, fresh.id, wrong.ticketId]);
  expect(await found({ invoiced: false, status: 'completed' })).toEqual([done.id, wrong.ticketId]);
  expect(await found({ invoiced: false, status: ['open', 'cancelled'] })).toEqual([fresh.id]);
  expect(await found({ invoiced: false, search: 'squeals', customerId: bob.id })).toEqual([
    done.id,
    fresh.id,
    wrong.ticketId,
  ]);
  expect(await found({ invoiced: true, search: 'murphy' })).toEqual(invoiced);
  const dated = await someTicket(ann, { serviceDate: '2026-12-24' });
  const day = { serviceFrom: '2026-12-24', orderBy: 'serviceDate' } as const;
  expect(await found({ ...day, invoiced: false })).toEqual([dated.id]);
  expect(await found({ ...day, invoiced: true })).toEqual([]);
  expect(await found({ serviceFrom: '2026-12-24', invoiced: false })).toEqual([dated.id]);
});
