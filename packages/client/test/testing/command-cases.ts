import { afterAll, beforeAll, expect, test } from 'vitest';
import { serveTestShop } from '../../../server/src/http/testing.ts';
import type { Actor, TestShop } from '../../../server/src/testing/testing.ts';
import { runShop } from '../../src/cli/testing/run-shop.ts';
import { createShopClient } from '../../src/create-shop-client.ts';
import type { Fixtures } from './fixtures.ts';

type Client = ReturnType<typeof createShopClient>;

/** A command as typed at a real shop. */
export interface Case<F extends Fixtures> {
  name: string;
  /** What follows the name. */
  line: (fixtures: F) => (string | number)[];
  /** Who types it; default an admin. */
  who?: 'customer' | 'anonymous';
  /** Texts that the output must contain. */
  shows: string[];
  /** What `--json` must print: the answer of the same query, or after a change the current row. */
  json: (shop: Client, fixtures: F) => Promise<unknown>;
  /** A rejected call: what follows the name, the exit code, and the message. */
  refused: [line: (fixtures: F) => (string | number)[], status: number, says: RegExp];
}

/** An id that no row has. */
export const NOWHERE = 999_999;
export const deleted = async () => ({ id: expect.any(Number), message: expect.any(String) });
export const thatTicket = (shop: Client, { ticket }: Fixtures) => shop.tickets.get.query({ id: ticket.id });
export const first = <T>({ items }: { items: T[] }) => items[0];

/** Tests each command at a real server: what it shows, what `--json` prints, and how it explains a rejection. */
export function testCommands<F extends Fixtures>(
  cases: Case<F>[],
  create: (people: TestShop, admin: Actor) => Promise<F>,
): void {
  let served: Awaited<ReturnType<typeof serveTestShop>>;
  let admin: Actor;
  beforeAll(async () => {
    served = await serveTestShop({ shop: { now: () => new Date() } });
    admin = await served.shop.admin();
  });
  afterAll(() => served.close());

  async function prepare({ name, who }: Case<F>) {
    const fixtures = await create(served.shop, admin);
    const token = who === 'anonymous' ? '' : (who === 'customer' ? fixtures.customer : admin).session.token;
    const env = { SHOP_URL: served.url, SHOP_TOKEN: token, SHOP_PASSWORD: 'a good password for tests' };
    const type = (line: Case<F>['line'], ...more: string[]) =>
      runShop([...name.split(' '), ...line(fixtures).map(String), ...more], { env });
    return { fixtures, type, shop: createShopClient({ url: served.url, token: token || undefined }) };
  }

  test.for(cases)('shop $name shows people what they need', async (each) => {
    const { type } = await prepare(each);
    const { status, out } = await type(each.line);
    for (const text of each.shows) expect(out).toContain(text);
    expect(status).toBe(0);
  });

  test.for(cases)('shop $name --json prints the answer unchanged', async (each) => {
    const { type, fixtures, shop } = await prepare(each);
    const { status, out, err } = await type(each.line, '--json');
    expect({ status, err }).toEqual({ status: 0, err: '' });
    expect(JSON.parse(out)).toEqual(await each.json(shop, fixtures));
  });

  test.for(cases)('shop $name explains a rejection', async (each) => {
    const [line, status, says] = each.refused;
    const { type } = await prepare(each);
    const refused = await type(line);
    expect(refused).toEqual({ status, out: '', err: expect.stringMatching(says) });
  });
}
