import { join } from 'node:path';
import { createShopClient } from '@mechanic-shop/client';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type RunningScript, runScript, scratchFolder, startScript } from '../packages/server/src/demo/testing.ts';
import { demoMechanic, demoOwner } from './play.ts';

const server = join(import.meta.dirname, '../packages/server/src/demo/main.ts');
function demo(name: string, url: string) {
  return runScript(join(import.meta.dirname, `${name}.ts`), { env: { SHOP_URL: url } });
}

// Processes start slowly on a machine under load.
describe('against the demo shop', () => {
  const folder = scratchFolder();
  let running: RunningScript;
  let shop: ReturnType<typeof createShopClient>;

  beforeAll(async () => {
    running = await startScript(server, {
      args: [folder.file('demo.db')],
      env: { PORT: '0', BCRYPT_COST: '10', RATE_LIMITS: 'off' },
    });
    shop = createShopClient({ url: running.url });
    await shop.auth.login.mutate(demoOwner);
  });
  afterAll(async () => {
    await running.stop();
    folder.remove();
  });

  const partOf = async (sku: string) => {
    const { items } = await shop.inventory.list.query({ search: sku, limit: 1 });
    expect(items[0]?.sku).toBe(sku);
    return items[0]!;
  };
  const newestTicket = async () => (await shop.tickets.list.query({ limit: 1 })).items[0]!;
  const run = async (name: string): Promise<string> => {
    const { status, out, err } = await demo(name, running.url);
    expect({ status, err }).toEqual({ status: 0, err: '' });
    return out;
  };
  const chapterOf = (out: string, title: string): string => {
    const [, after] = out.split(`\n${title}\n`);
    expect(after).toBeDefined();
    return after!.split('\n\n')[0]!.trimEnd();
  };

  test('a day at the shop takes a ticket from opening to completion, and the stock falls', async () => {
    const pads = await partOf('BPF-GOL7');
    const discs = await partOf('BDF-GOL7');
    const out = await run('a-day-at-the-shop');

    const ticket = await newestTicket();
    expect(ticket).toMatchObject({ status: 'completed', customer: { firstName: 'Cara', lastName: 'Daly' } });
    expect(ticket.parts.map(({ sku, quantity }) => [sku, quantity])).toEqual([
      ['BPF-GOL7', 1],
      ['BDF-GOL7', 2],
    ]);
    expect(await partOf('BPF-GOL7')).toMatchObject({ quantity: pads.quantity - 1, reserved: pads.reserved });
    expect(await partOf('BDF-GOL7')).toMatchObject({ quantity: discs.quantity - 2, reserved: discs.reserved });

    const shelf = ({ name, reserved }: typeof pads, quantity: number) =>
      `  ${name}: ${quantity} on the shelf, ${reserved} reserved, ${quantity - reserved} available`;
    const before = chapterOf(out, 'The stock before');
    expect(before).toContain(shelf(pads, pads.quantity));
    expect(before).toContain(shelf(discs, discs.quantity));
    const after = chapterOf(out, 'The stock after');
    expect(after).toContain(shelf(pads, pads.quantity - 1));
    expect(after).toContain(shelf(discs, discs.quantity - 2));
    const seen = chapterOf(out, 'What the customer sees: the ticket from opening to completion');
    expect(seen).toContain(`Ticket ${ticket.id} is completed`);
    expect(seen.split('\n').slice(-3)).toEqual([
      expect.stringMatching(/^ {2}\d{4}-\d\d-\d\d \d\d:\d\d:\d\d {2}open, by Cara Daly$/),
      expect.stringMatching(/ {2}open → in_progress, by Tomasz Zieliński$/),
      expect.stringMatching(/ {2}in_progress → completed, by Tomasz Zieliński$/),
    ]);
  });

  test('a day at the shop works again with an empty shelf: a delivery comes first', async () => {
    const pads = await partOf('BPF-GOL7');
    await shop.inventory.adjust.mutate({ id: pads.id, delta: -pads.available });
    await run('a-day-at-the-shop');
    const { items } = await shop.inventory.movements.query({ partId: pads.id, limit: 3 });
    expect(items.map(({ kind, delta }) => [kind, delta])).toEqual([
      ['consume', -1],
      ['reserve', 1],
      ['adjust', 9],
    ]);
  });

  test('the mechanic leaves the stock as it was', async () => {
    const before = await partOf('BLB-H7');
    const out = await run('mechanic');
    expect(out).toContain('José García Márquez');
    expect(out).toContain('5000 are refused, because only');
    const { quantity, reserved } = before;
    expect(await partOf('BLB-H7')).toMatchObject({ quantity, reserved });
    const ticket = await newestTicket();
    expect(ticket).toMatchObject({ status: 'cancelled', customer: { firstName: 'Fionn' } });
    expect(ticket.parts).toMatchObject([{ sku: 'BLB-H7', quantity: 1 }]);
    expect(ticket.mechanics).toHaveLength(1);
  });

  test('the customer cancels her own ticket, and twice is no trouble', async () => {
    const out = await run('customer');
    expect(out).toContain('in_progress is refused: it takes the role mechanic');
    expect(await newestTicket()).toMatchObject({ status: 'cancelled', customer: { firstName: 'Nora' }, parts: [] });
    await run('customer');
    const { items } = await shop.customers.list.query({ search: 'nora quinn' });
    expect(items).toHaveLength(2);
  });

  test('the owner receives a delivery, and the invited mechanic comes and goes', async () => {
    const oil = await partOf('OIL-5W30-1');
    const out = await run('owner');
    expect(out).toContain('Rosa Blum joined as mechanic');
    expect(out).toContain('a second use of the code is refused');
    expect(out).toContain('adjust +12');
    expect(await partOf('OIL-5W30-1')).toMatchObject({ quantity: oil.quantity + 12, reserved: oil.reserved });
    expect((await shop.mechanics.records.query({ search: 'rosa' })).items).toEqual([]);
    const { items } = await shop.invites.list.query({ limit: 1 });
    expect(items[0]?.usedAt).not.toBeNull();
  });

  test('a demo whose account is not there says where to find one', async () => {
    const { items } = await shop.mechanics.records.query({ search: 'zielinski' });
    const { id } = items[0]!;
    expect(items[0]?.email).toBe(demoMechanic.email);
    await shop.mechanics.update.mutate({ id, active: false });
    const { status, err } = await demo('mechanic', running.url);
    await shop.mechanics.update.mutate({ id, active: true });
    expect(status).toBe(1);
    expect(err).toBe(
      `The shop at ${running.url} does not know the demo accounts. Start the demo shop with "npm start".\n`,
    );
  });
});

test.each([['customer'], ['mechanic'], ['owner'], ['a-day-at-the-shop']])(
  '%s says in one line that no server is there',
  async (name) => {
    // No server listens on port 1.
    const { status, err } = await demo(name, 'http://127.0.0.1:1');
    expect(status).toBe(1);
    expect(err).toBe(
      'No shop answers at http://127.0.0.1:1. Start the demo shop with "npm start", or set SHOP_URL to another one.\n',
    );
  },
);
