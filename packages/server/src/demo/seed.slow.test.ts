import { type RouterOutputs, toThousandths } from '@mechanic-shop/shared';
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { CUSTOMER, DEMO_PASSWORD, MECHANIC, OWNER, demoIds } from '../features/accounts/demo-people.ts';
import { mechanics } from '../features/accounts/mechanics-table.ts';
import { DEMO_KEY } from '../features/api-keys/demo-key.ts';
import { parts, stockMovements } from '../features/inventory/table.ts';
import { DEMO_WEBHOOK } from '../features/webhooks/demo-webhook.ts';
import { isDemo } from '../platform/db/demo-mark.ts';
import { type Actor, type TestShop, createTestShop } from '../testing/testing.ts';
import { isEmptyShop, seedDemo } from './seed.ts';

type Ticket = RouterOutputs['tickets']['get'];

// One transaction holds all of it, which may take long on a busy machine.
const longTimeout = { database: { timeout: 600_000 } };

interface Page<T> {
  items: T[];
  nextCursor: string | null;
}

async function all<T>(list: (page: { limit: number; cursor?: string }) => Promise<Page<T>>): Promise<T[]> {
  const items: T[] = [];
  let cursor: string | null = null;
  do {
    const page: Page<T> = await list({ limit: 100, ...(cursor === null ? {} : { cursor }) });
    items.push(...page.items);
    cursor = page.nextCursor;
  } while (cursor !== null);
  return items;
}

describe('the demo shop', () => {
  let demo: TestShop;
  let owner: Actor;
  let tickets: Ticket[];

  beforeAll(async () => {
    demo = await createTestShop(longTimeout);
    await seedDemo(demo.shop);
    owner = await demo.login(OWNER.email, DEMO_PASSWORD);
    tickets = await all((page) => owner.call.tickets.list(page));
  });
  afterAll(() => demo.close());

  test('seedDemo marks its database', async () => {
    expect(await isDemo(demo.shop.database.read)).toBe(true);
    expect(await isEmptyShop(demo.shop.database.read)).toBe(false);
  });

  test('the three accounts of the banner can log in, each with its role', async () => {
    expect(owner.session.account).toMatchObject({ ...OWNER, role: 'admin' });
    const mechanic = await demo.login(MECHANIC.email, DEMO_PASSWORD);
    expect(mechanic.session.account).toMatchObject({ ...MECHANIC, role: 'mechanic' });
    const customer = await demo.login(CUSTOMER.email, DEMO_PASSWORD);
    expect(customer.session.account).toMatchObject({ ...CUSTOMER, role: 'customer' });
    const own = await customer.call.tickets.mine();
    expect(new Set(own.items.map(({ status }) => status))).toContain('completed');
    expect(own.items.some(({ allowedStatuses }) => allowedStatuses.includes('cancelled'))).toBe(true);
  });

  test('the demo has dozens of customers, most without a login, and a few hundred parts', async () => {
    const customers = await all((page) => owner.call.customers.list(page));
    expect(customers.length).toBeGreaterThanOrEqual(40);
    expect(customers.filter(({ hasLogin }) => hasLogin)).toHaveLength(4);
    const stock = await all((page) => owner.call.inventory.list(page));
    expect(stock.length).toBeGreaterThanOrEqual(300);
    expect(stock.every(({ sku, priceCents }) => sku !== null && priceCents > 0)).toBe(true);
    expect(stock.some(({ available }) => available === 0)).toBe(true);
  });

  test('the demo finds people however their names are typed', async () => {
    const found = async (search: string) =>
      (await owner.call.customers.list({ search })).items.map(({ firstName, lastName }) => `${firstName} ${lastName}`);
    expect(await found('kjær')).toEqual(['Søren Kjær']);
    expect(await found('marquez JOSE')).toEqual(['José García Márquez']);
    expect(await found('zoe byr')).toEqual(['Zoë Byrne']);
    const golf = await owner.call.inventory.list({ search: 'brake pads golf' });
    expect(golf.items.map(({ sku }) => sku)).toEqual(['BPR-GOL7', 'BPF-GOL7']);
  });

  test('the demo has vehicles with valid, unique VINs', async () => {
    const vehicles = await all((page) => owner.call.vehicles.list(page));
    expect(vehicles.length).toBeGreaterThanOrEqual(48);
    expect(new Set(vehicles.map(({ vinCheck }) => vinCheck))).toEqual(new Set(['ok']));
    expect(new Set(vehicles.map(({ vin }) => vin)).size).toBe(vehicles.length);
    expect(new Set(vehicles.map(({ licensePlate }) => licensePlate)).size).toBe(vehicles.length);
  });

  test('the demo has tickets in every state, with matching histories in the past', async () => {
    const counts = Object.groupBy(tickets, ({ status }) => status);
    expect(Object.keys(counts).toSorted()).toEqual(['cancelled', 'completed', 'in_progress', 'open']);
    for (const some of Object.values(counts)) expect(some.length).toBeGreaterThanOrEqual(5);
    const now = demo.shop.now().toISOString();
    for (const ticket of tickets) {
      const steps = (await owner.call.tickets.history({ id: ticket.id })).items.toReversed();
      expect(steps.map(({ from }) => from)).toEqual([null, ...steps.slice(0, -1).map(({ to }) => to)]);
      expect(steps.map(({ at }) => at)).toEqual(steps.map(({ at }) => at).toSorted());
      expect(steps[0]).toMatchObject({ to: 'open', at: ticket.createdAt });
      expect(steps.at(-1)?.to).toBe(ticket.status);
      expect(ticket.completedAt).toBe(ticket.status === 'completed' ? steps.at(-1)?.at : null);
      expect(ticket.updatedAt >= ticket.createdAt && ticket.updatedAt < now).toBe(true);
    }
    expect(tickets.toReversed().map(({ createdAt }) => createdAt)).toEqual(
      tickets.map(({ createdAt }) => createdAt).toSorted(),
    );
  });

  test('the demo has clocked hours on completed tickets, and no clock that was left running', async () => {
    const entries = await all((page) => owner.call.clock.list(page));
    expect(entries.length).toBeGreaterThanOrEqual(20);
    expect(entries.every(({ minutes }) => minutes !== null && minutes > 0 && minutes < 200)).toBe(true);
    expect(new Set(entries.map(({ mechanic }) => mechanic.id)).size).toBeGreaterThanOrEqual(3);
    expect(tickets.filter(({ clockedMinutes }) => clockedMinutes !== 0).map(({ status }) => status)).toContain(
      'completed',
    );
  });

  test('the demo has messages both ways, internal ones, and some to read', async () => {
    const customer = await demo.login(CUSTOMER.email, DEMO_PASSWORD);
    const [toRead] = (await customer.call.messages.unread()).items;
    const ticketId = toRead?.ticketId ?? 0;
    const { items } = await owner.call.messages.list({ ticketId });
    expect(new Set(items.map(({ author }) => author.role))).toEqual(new Set(['customer', 'mechanic']));
    expect(items.some(({ internal }) => internal)).toBe(true);
    expect((await customer.call.messages.list({ ticketId })).items.length).toBeLessThan(items.length);
    expect((await owner.call.messages.unread()).items.length).toBeGreaterThan(0);
  });

  test('the demo has a template of a yearly check, and a finished one that its customer can read', async () => {
    const [template] = (await owner.call.inspectionTemplates.list()).items;
    expect(template).toMatchObject({ name: 'Yearly check' });
    const customer = await demo.login(CUSTOMER.email, DEMO_PASSWORD);
    const own = await customer.call.tickets.mine({ limit: 100 });
    const lists = await Promise.all(own.items.map(({ id }) => customer.call.inspections.list({ ticketId: id })));
    const seen = lists.flatMap(({ items }) => items);
    expect(seen.length).toBeGreaterThan(0);
    expect(new Set(seen[0]?.items.map(({ result }) => result))).toEqual(new Set(['ok', 'soon', 'now', 'not_checked']));
  });

  test('the demo keeps stock, lines and ledger consistent', async () => {
    const { read } = demo.shop.database;
    const lines = tickets.flatMap(({ parts: own }) => own);
    const reservedOf = (partId: number): number =>
      lines.reduce((sum, line) => (line.partId === partId ? sum + toThousandths(line.reserved) : sum), 0);
    const waiting = lines.filter(({ missing }) => missing > 0).map(({ partId }) => partId);
    expect(waiting.length).toBeGreaterThanOrEqual(3);
    const kinds = new Set<string>();
    for (const part of await read.select().from(parts)) {
      const ledger = await read
        .select()
        .from(stockMovements)
        .where(eq(stockMovements.partId, part.id))
        .orderBy(stockMovements.id);
      const sumOf = (...wanted: string[]) =>
        ledger.filter(({ kind }) => wanted.includes(kind)).reduce((sum, { delta }) => sum + delta, 0);
      for (const { kind } of ledger) kinds.add(kind);
      expect(sumOf('receive', 'adjust', 'return', 'consume')).toBe(part.quantity);
      expect(sumOf('reserve', 'release', 'consume')).toBe(part.reserved);
      expect(part.reserved).toBe(reservedOf(part.id));
      if (part.reserved < part.quantity) expect(waiting).not.toContain(part.id);
      const last = ledger.at(-1);
      expect([last?.quantityAfter ?? 0, last?.reservedAfter ?? 0]).toEqual([part.quantity, part.reserved]);
    }
    expect([...kinds].toSorted()).toEqual(['adjust', 'consume', 'receive', 'release', 'reserve', 'return']);
  });

  test('the demo has estimates in every status, and jobs in every state of approval', async () => {
    const sent: RouterOutputs['estimates']['get'][] = [];
    for (const { id } of tickets)
      sent.push(...(await all((page) => owner.call.estimates.list({ ...page, ticketId: id }))));
    const counts = Object.groupBy(sent, ({ status }) => status);
    expect(Object.keys(counts).toSorted()).toEqual(['answered', 'expired', 'sent', 'superseded', 'withdrawn']);
    expect(new Set(sent.map(({ answer }) => answer?.method))).toEqual(new Set(['link', 'account', undefined]));
    expect(sent.every(({ viewedAt, answer }) => (viewedAt !== null) === (answer?.method === 'link'))).toBe(true);
    const approvals = new Set(tickets.flatMap(({ jobs }) => jobs.map(({ approval }) => approval)));
    expect([...approvals].toSorted()).toEqual(expect.arrayContaining(['approved', 'asked', 'declined', 'none']));
  });

  test('the demo is an Irish shop with a dozen canned jobs', async () => {
    expect(await owner.call.shop.get()).toMatchObject({
      currency: 'EUR',
      timeZone: 'Europe/Dublin',
      language: 'en-IE',
      taxMode: 'exclusive',
      taxes: { partsPercent: 23, laborPercent: 13.5, subletPercent: 13.5, feesPercent: 23 },
    });
    const canned = await all((page) => owner.call.cannedJobs.list(page));
    expect(canned.length).toBeGreaterThanOrEqual(12);
    expect(canned.every(({ labor }) => labor.length > 0)).toBe(true);
    const service = await owner.call.cannedJobs.list({ search: 'oil service' });
    expect(service.items[0]?.parts.map(({ quantity }) => quantity)).toContain(4.3);
  });

  test('the demo has jobs with labor, extras, discounts and readings', () => {
    const count = (matches: (ticket: Ticket) => boolean): number => tickets.filter(matches).length;
    expect(count(({ jobs }) => jobs.length > 0)).toBeGreaterThanOrEqual(60);
    expect(count(({ labor }) => labor.some(({ done, mechanic }) => done && mechanic !== null))).toBeGreaterThanOrEqual(
      50,
    );
    expect(new Set(tickets.flatMap(({ extras }) => extras.map(({ kind }) => kind)))).toEqual(
      new Set(['fee', 'sublet']),
    );
    expect(count(({ discount }) => discount !== null)).toBeGreaterThanOrEqual(5);
    expect(count(({ jobs }) => jobs.some(({ discount }) => discount !== null))).toBeGreaterThanOrEqual(5);
    expect(count(({ jobs }) => jobs.some(({ note }) => note !== null))).toBeGreaterThanOrEqual(5);
    const left = tickets.filter(({ mileageOut }) => mileageOut !== null);
    expect(left.length).toBeGreaterThanOrEqual(80);
    expect(left.every(({ mileageIn, mileageOut }) => (mileageIn ?? 0) > 0 && mileageOut! >= mileageIn!)).toBe(true);
    expect(tickets.flatMap(({ parts: lines }) => lines).some(({ quantity }) => !Number.isInteger(quantity))).toBe(true);
  });

  test('the demo has tickets on hold, of which those for parts wait for some', () => {
    const held = tickets.filter(({ hold }) => hold !== null);
    const forParts = held.filter(({ hold }) => hold?.reason === 'waiting_parts');
    expect(forParts.length).toBeGreaterThanOrEqual(3);
    expect(held.length).toBeGreaterThan(forParts.length);
    for (const { parts: lines } of forParts) expect(lines.some(({ missing }) => missing > 0)).toBe(true);
  });

  test('the demo has one company that pays no tax', async () => {
    const customers = await all((page) => owner.call.customers.list(page));
    const [exempt, ...others] = customers.filter(({ taxExempt }) => taxExempt);
    expect(exempt).toMatchObject({ company: 'Dublin Bay Lifeboat', note: expect.any(String) });
    expect(others).toEqual([]);
    const taxes = (isExempt: boolean) =>
      tickets
        .filter(({ customer, totals }) => (customer.id === exempt?.id) === isExempt && totals.netCents > 0)
        .map(({ totals }) => totals.taxCents);
    expect(taxes(true).length).toBeGreaterThan(0);
    expect(new Set(taxes(true))).toEqual(new Set([0]));
    expect(taxes(false).every((cents) => cents > 0)).toBe(true);
  });

  test('the demo has one API key, which was revoked', async () => {
    const keys = await all((page) => owner.call.apiKeys.list(page));
    expect(keys).toMatchObject([{ id: 1, accountId: demoIds.mechanic, ...DEMO_KEY, expiresAt: null }]);
    expect(keys.map(({ createdAt, revokedAt }) => revokedAt !== null && revokedAt > createdAt)).toEqual([true]);
  });

  test('the demo has one webhook, which is off and has sent nothing', async () => {
    const { items } = await owner.call.webhooks.list();
    expect(items).toMatchObject([{ ...DEMO_WEBHOOK, active: false, disabledBecause: null }]);
    expect(await owner.call.webhooks.deliveries({ id: items[0]?.id ?? 0 })).toMatchObject({ items: [] });
  });

  test('the demo counts the tickets of each mechanic', async () => {
    const rows = await demo.shop.database.read.select().from(mechanics);
    for (const { id, ticketCount } of rows) {
      expect(ticketCount).toBe(tickets.filter((ticket) => ticket.mechanics.some((one) => one.id === id)).length);
    }
    expect(rows.filter(({ ticketCount }) => ticketCount > 0).length).toBeGreaterThanOrEqual(5);
  });

  test('the demo is the same shop every time', async () => {
    const other = await createTestShop(longTimeout);
    try {
      await seedDemo(other.shop);
      const boss = await other.login(OWNER.email, DEMO_PASSWORD);
      expect(await all((page) => boss.call.tickets.list(page))).toEqual(tickets);
    } finally {
      await other.close();
    }
  });
});
