// A shop with books: tickets, invoices, payments and time around midnights at which clocks change.
import type { Invoice, Ticket } from '@mechanic-shop/shared';
import { pay } from '../../../testing/money.ts';
import { type Actor, type TestShop, createTestShop, somePart } from '../../../testing/testing.ts';

/** The first and the last instant of days in Berlin and New York on which the clock changes, and of a year. */
const INSTANTS = [
  '2026-10-24T21:59:59.999Z',
  '2026-10-24T22:00:00.000Z',
  '2026-10-25T22:59:59.999Z',
  '2026-10-25T23:00:00.000Z',
  '2026-11-01T03:59:59.999Z',
  '2026-11-01T04:00:00.000Z',
  '2026-11-02T04:59:59.999Z',
  '2026-11-02T05:00:00.000Z',
  '2026-12-31T22:59:59.999Z',
  '2026-12-31T23:00:00.000Z',
  '2027-01-01T05:00:00.000Z',
  '2027-03-14T04:59:59.999Z',
  '2027-03-14T05:00:00.000Z',
  '2027-03-15T03:59:59.999Z',
  '2027-03-15T04:00:00.000Z',
  '2027-03-27T22:59:59.999Z',
  '2027-03-27T23:00:00.000Z',
  '2027-03-28T21:59:59.999Z',
  '2027-03-28T22:00:00.000Z',
];

/** Long enough for all of them. */
const TTL_SECONDS = 400 * 86_400;

export interface Books {
  shop: TestShop;
  boss: Actor;
  /** What the parts of each invoice cost when it was issued, by its id. */
  costs: Map<number, number>;
}

interface Stock {
  partIds: number[];
  /** The cost of each part now; none if unknown. */
  costOf: Map<number, number>;
}

/** A job with labor and a part, which the customer may decline. */
async function addJob(boss: Actor, id: number, n: number, { partIds }: Stock): Promise<void> {
  const discount = n % 3 === 0 ? ({ kind: 'percent', percent: 12.5 } as const) : null;
  const { jobs } = await boss.call.tickets.addJob({ id, name: 'Brakes', discount });
  const jobId = jobs.at(-1)?.id ?? 0;
  const partId = partIds[n % partIds.length] ?? 0;
  await boss.call.tickets.addPart({ id, jobId, partId, quantity: (5 + n) / 10 });
  await boss.call.tickets.addLabor({
    id,
    jobId,
    description: 'Fit',
    hours: 0.37,
    rateCents: 9_333,
    mechanicId: boss.id,
  });
  if (n % 4 !== 0) return;
  await boss.call.tickets.recordApproval({ id, approve: [], decline: [jobId], method: 'phone', by: 'Cara' });
}

async function fillTicket(boss: Actor, id: number, n: number, stock: Stock, mechanicId: number): Promise<void> {
  const { tickets } = boss.call;
  const partId = stock.partIds[(n + 1) % stock.partIds.length] ?? 0;
  await tickets.addPart({ id, partId, quantity: (11 + n) / 10 });
  await tickets.addLabor({ id, description: 'Look', hours: 1.25, rateCents: 8_999, mechanicId, taxable: n % 5 !== 0 });
  await tickets.addLabor({ id, description: 'Wash', priceCents: 1_999, mechanicId });
  await tickets.addExtra({ id, kind: n % 2 === 0 ? 'fee' : 'sublet', description: 'Tow', amountCents: 5_005 + n });
  await addJob(boss, id, n, stock);
  if (n % 2 === 0) await tickets.update({ id, discount: { kind: 'amount', amountCents: 777 + n } });
  await tickets.editMechanics({ id, addIds: n % 2 === 0 ? [mechanicId, boss.id] : [mechanicId] });
}

/** What the charged parts of a ticket cost, in whole cents per line. */
function costOfParts({ parts, jobs }: Ticket, { costOf }: Stock): number {
  const isDeclined = (jobId: number | null) => jobs.some(({ id, approval }) => id === jobId && approval === 'declined');
  return parts
    .filter(({ jobId }) => !isDeclined(jobId))
    .map(({ partId, quantity }) => Math.floor((Math.round(quantity * 1000) * (costOf.get(partId) ?? 0) + 500) / 1000))
    .reduce((sum, cents) => sum + cents, 0);
}

async function settle(boss: Actor, { ticketId, balanceCents }: Invoice, n: number): Promise<void> {
  const method = (['cash', 'card', 'transfer'] as const)[n % 3] ?? 'cash';
  if (n % 5 === 4) return;
  const { id } = await pay(boss, ticketId, n % 4 === 3 ? 1_000 + n : balanceCents, { method });
  if (n % 6 === 0) await boss.call.payments.refund({ id, amountCents: 333 + n, reason: 'Goodwill', method: 'check' });
}

/** A shop with two tickets at each of the instants, of which most are invoiced, some of those void, and some paid. */
export async function keepBooks(): Promise<Books> {
  const shop = await createTestShop({ accessTtlSeconds: TTL_SECONDS, refreshTtlSeconds: TTL_SECONDS });
  const setTime = (at: string) => shop.setClock(Date.parse(at) - shop.shop.now().getTime());
  setTime('2026-10-20T08:00:00.000Z');
  const [boss, mia, cara] = [await shop.admin(), await shop.mechanic(), await shop.customer()];
  const taxes = { partsPercent: 19, laborPercent: 7.125, subletPercent: 0, feesPercent: 19 };
  const supplies = { percent: 3, capCents: 800 };
  await boss.call.shop.update({ timeZone: 'Europe/Berlin', taxes, supplies });
  const stock: Stock = { partIds: [], costOf: new Map() };
  for (const [at, costCents] of [705, null, 1_333].entries()) {
    const name = `Part ${at}`;
    const { id } = await somePart(boss, { name, priceCents: 1_355 + at, quantity: 900, decimals: 1, costCents });
    stock.partIds.push(id);
    stock.costOf.set(id, costCents ?? 0);
  }
  const books: Books = { shop, boss, costs: new Map() };
  for (const [n, at] of INSTANTS.entries()) {
    if (n === 8) await boss.call.shop.update({ taxMode: 'inclusive' });
    if (n === 9) await changeCost(boss, stock);
    await addTicket(books, { n, at, setTime, stock, mia, cara });
  }
  setTime('2027-04-20T10:00:00.000Z');
  return books;
}

async function changeCost(boss: Actor, { partIds, costOf }: Stock): Promise<void> {
  const [id = 0] = partIds;
  await boss.call.inventory.update({ id, costCents: 811 });
  costOf.set(id, 811);
}

interface Visit {
  n: number;
  at: string;
  setTime: (at: string) => void;
  stock: Stock;
  mia: Actor;
  cara: Actor;
}

async function addTicket({ boss, costs }: Books, { n, at, setTime, stock, mia, cara }: Visit): Promise<void> {
  const { id } = await cara.call.tickets.create({ description: 'It squeals' });
  await fillTicket(boss, id, n, stock, mia.id);
  await boss.call.tickets.setStatus({ id, status: 'in_progress' });
  setTime(new Date(Date.parse(at) - 50 * 60_000).toISOString());
  await mia.call.clock.start({ ticketId: id });
  setTime(at);
  const ticket = await boss.call.tickets.setStatus({ id, status: 'completed' });
  if (n % 7 === 5) return;
  let invoice = await boss.call.invoices.issue({ ticketId: id });
  await settle(boss, invoice, n);
  if (n % 3 === 1) {
    await boss.call.invoices.void({ id: invoice.id, reason: 'Wrong' });
    if (n % 2 === 0) return;
    invoice = await boss.call.invoices.issue({ ticketId: id, dueDate: '2027-03-01' });
  }
  costs.set(invoice.id, costOfParts(ticket, stock));
}
