import type { RouterInputs } from '@mechanic-shop/shared';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { refusedAt } from '../../testing/refused.ts';
import { type Actor, type TestShop, createTestShop, somePart, someTicket } from '../../testing/testing.ts';

type ListInput = Exclude<RouterInputs['inventory']['list'], void>;

let shop: TestShop;
let mia: Actor;
beforeEach(async () => {
  shop = await createTestShop();
  mia = await shop.mechanic();
});
afterEach(() => shop.close());

const page = (asked: ListInput = {}) => shop.anonymous.inventory.list(asked);
const names = async (asked?: ListInput) => (await page(asked)).items.map(({ name }) => name);
async function stocked(...wanted: string[]) {
  for (const name of wanted) await somePart(mia, { name });
}
/** All pages, with an action between them. */
async function walk(asked: ListInput, between: () => Promise<unknown>): Promise<string[]> {
  const seen: string[] = [];
  let cursor: string | undefined;
  do {
    const { items, nextCursor } = await page({ ...asked, cursor });
    seen.push(...items.map(({ name }) => name));
    cursor = nextCursor ?? undefined;
    await between();
  } while (cursor !== undefined);
  return seen;
}

describe('pages', () => {
  test('are empty in an empty shop, and the same with no input, undefined and {}', async () => {
    expect(await shop.anonymous.inventory.list()).toEqual({ items: [], nextCursor: null });
    await stocked('Bolt');
    expect(await shop.anonymous.inventory.list()).toEqual(await page({}));
    expect(await names()).toEqual(['Bolt']);
  });

  test('hold 20 rows by default, newest first', async () => {
    await stocked(...Array.from({ length: 21 }, (_, n) => `Bolt ${n}`));
    const first = await page();
    expect(first.items.map(({ name }) => name)).toEqual(Array.from({ length: 20 }, (_, n) => `Bolt ${20 - n}`));
    const second = await page({ cursor: first.nextCursor ?? '' });
    expect(second.items.map(({ name }) => name)).toEqual(['Bolt 0']);
    expect(second.nextCursor).toBeNull();
    expect((await page({ limit: 21 })).nextCursor).toBeNull();
  });

  test.each([0, 101, 1.5, '5', null])('reject the limit %j', (limit) =>
    refusedAt(page({ limit: limit as number }), 'limit'),
  );

  test.each<ListInput>([{}, { orderBy: 'name' }, { search: 'bolt' }, { inStock: true }])(
    'of %j neither skip nor repeat rows while others are inserted',
    async (asked) => {
      await stocked('Bolt F', 'Bolt b', 'Bolt D', 'Bolt a', 'Bolt C', 'Bolt e', 'Bolt b');
      const all = await names(asked);
      expect(all).toHaveLength(7);
      const seen = await walk({ ...asked, limit: 2 }, () => stocked('Bolt 0', 'Bolt c2', 'Bolt z'));
      expect(seen.filter((name) => all.includes(name))).toEqual(all);
    },
  );

  test('reject a foreign or damaged cursor', async () => {
    await stocked('Bolt 1', 'Bolt 2', 'Bolt 3');
    const cursorOf = async (asked: ListInput) => (await page({ ...asked, limit: 1 })).nextCursor ?? '';
    const newest = await cursorOf({});
    const foreign: ListInput[] = [
      { orderBy: 'name', cursor: newest },
      { inStock: true, cursor: newest },
      { search: 'bolt', cursor: newest },
      { cursor: await cursorOf({ orderBy: 'name' }) },
      { search: 'bolts', cursor: await cursorOf({ search: 'bolt' }) },
      { inStock: false, cursor: await cursorOf({ inStock: true }) },
      { cursor: `${newest}A` },
      { cursor: newest.slice(0, -1) },
      { cursor: `${newest}=` },
      { cursor: ` ${newest}` },
      { cursor: 'nonsense' },
      { cursor: '' },
      { cursor: 'A'.repeat(1001) },
    ];
    for (const asked of foreign) await refusedAt(page(asked), 'cursor');
    expect(await names({ cursor: newest })).toEqual(['Bolt 2', 'Bolt 1']);
  });

  test('reject unknown fields', async () => {
    await refusedAt(page({ order: 'name' } as never), 'order');
    await refusedAt(page({ orderBy: 'price' } as never), 'orderBy');
    await refusedAt(page({ inStock: 'true' } as never), 'inStock');
    await refusedAt(page({ orderBy: null } as never), 'orderBy');
    await refusedAt(page({ search: 'bolt', orderBy: 'name' }), 'orderBy');
  });
});

describe('order by name', () => {
  test('ignores case and accents, and breaks ties by id', async () => {
    await stocked('bolt', 'Zange', 'Äpfel', 'apfel', 'BOLT', 'Ölfilter', 'öl', '10 mm', 'É', 'e2');
    const expected = ['10 mm', 'Äpfel', 'apfel', 'bolt', 'BOLT', 'É', 'e2', 'öl', 'Ölfilter', 'Zange'];
    expect(await names({ orderBy: 'name' })).toEqual(expected);
    expect(await walk({ orderBy: 'name', limit: 1 }, () => Promise.resolve())).toEqual(expected);
  });

  test('follows a new name', async () => {
    await stocked('a', 'b');
    const [b] = (await page({ orderBy: 'newest' })).items;
    await mia.call.inventory.update({ id: b?.id ?? 0, name: 'A 0' });
    await stocked('a 1');
    expect(await names({ orderBy: 'name' })).toEqual(['a', 'A 0', 'a 1']);
  });
});

describe('in stock', () => {
  test('means that some can still be reserved', async () => {
    const cara = await shop.customer();
    const { id } = await someTicket(cara);
    await somePart(mia, { name: 'none', quantity: 0 });
    await somePart(mia, { name: 'some', quantity: 1 });
    const all = await somePart(mia, { name: 'all promised', quantity: 2 });
    await mia.call.tickets.addPart({ id, partId: all.id, quantity: 2 });
    const few = await somePart(mia, { name: 'few', quantity: 2 });
    await mia.call.tickets.addPart({ id, partId: few.id });
    expect(await names({ inStock: true })).toEqual(['few', 'some']);
    expect(await names({ inStock: false })).toEqual(['all promised', 'none']);
    expect(await names({ inStock: true, orderBy: 'name' })).toEqual(['few', 'some']);
    expect(await names({ inStock: false, search: 'promised' })).toEqual(['all promised']);
    expect(await names({ inStock: true, search: 'promised' })).toEqual([]);
    expect(await names()).toHaveLength(4);
    await mia.call.tickets.removePart({ id, partId: all.id });
    expect(await names({ inStock: false })).toEqual(['none']);
  });
});

describe('search', () => {
  test('finds by word prefixes of name and sku, newest first', async () => {
    await somePart(mia, { name: 'Brake pad, front', sku: 'BP-100/F' });
    await somePart(mia, { name: 'Brake disc', sku: 'BD.200' });
    await somePart(mia, { name: 'Ölfilter für Škoda', sku: null });
    await somePart(mia, { name: '50% more_grip tyre', sku: null });
    const found: [string, string[]][] = [
      ['brake', ['Brake disc', 'Brake pad, front']],
      ['BRA', ['Brake disc', 'Brake pad, front']],
      ['fro bra', ['Brake pad, front']],
      ['brake brake', ['Brake disc', 'Brake pad, front']],
      ['rake', []],
      ['brake tyre', []],
      ['bp-100', ['Brake pad, front']],
      ['100 bp', ['Brake pad, front']],
      ['bd.2', ['Brake disc']],
      ['olfilter skoda', ['Ölfilter für Škoda']],
      ['O\u0308LF', ['Ölfilter für Škoda']],
      ['50%', ['50% more_grip tyre']],
      ['grip', ['50% more_grip tyre']],
      ['%', []],
      ['_', []],
      ['"* OR -', []],
      ["brake' or '1'='1", []],
      ['f', ['Ölfilter für Škoda', 'Brake pad, front']],
    ];
    for (const [search, expected] of found) expect([search, await names({ search })]).toEqual([search, expected]);
  });

  test('follows changes of name and sku', async () => {
    const { id } = await somePart(mia, { name: 'Sprocket', sku: 'OLD-9' });
    await mia.call.inventory.update({ id, name: 'Gasket', sku: 'NEW-9' });
    expect(await names({ search: 'sprocket' })).toEqual([]);
    expect(await names({ search: 'old' })).toEqual([]);
    expect(await names({ search: 'gasket new' })).toEqual(['Gasket']);
    await mia.call.inventory.update({ id, sku: null });
    expect(await names({ search: 'new' })).toEqual([]);
    await mia.call.inventory.adjust({ id, delta: 1 });
    expect(await names({ search: 'gasket' })).toEqual(['Gasket']);
  });

  test('accepts 1 to 100 characters', async () => {
    await stocked('b'.repeat(100));
    expect(await names({ search: 'b'.repeat(100) })).toHaveLength(1);
    await refusedAt(page({ search: 'b'.repeat(101) }), 'search');
    await refusedAt(page({ search: '' }), 'search');
    await refusedAt(page({ search: '   ' }), 'search');
    await refusedAt(page({ search: null } as never), 'search');
  });
});
