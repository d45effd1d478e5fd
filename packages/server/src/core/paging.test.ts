import { beforeAll, describe, expect, test } from 'vitest';
import { admin, byName, lists, more, oldestFirst } from '../testing/lists.ts';
import { callByPath, procedures } from '../testing/procedures.ts';
import { refusedAt } from '../testing/refused.ts';
import { freshShop } from '../testing/shop.ts';

interface AnyPage {
  items: { id: number; jobId?: number }[];
  nextCursor: string | null;
}

const ids = ({ items }: AnyPage) => items.map(({ id, jobId }) => id ?? jobId);
const ask = (path: string, input: object): Promise<AnyPage> => callByPath(admin.call, path, input) as Promise<AnyPage>;

/** All rows of a list, page by page; `between` runs after each of the first two. */
async function walk(path: string, input: object, limit: number, between?: () => Promise<unknown>) {
  const found: number[] = [];
  let cursor: string | null = null;
  let pages = 0;
  do {
    const page = await ask(path, { ...input, limit, ...(cursor === null ? {} : { cursor }) });
    expect(page.items.length).toBeLessThanOrEqual(limit);
    found.push(...ids(page));
    cursor = page.nextCursor;
    pages += 1;
    // A list that many others share rows with must not grow with each of them.
    if (pages <= 2) await between?.();
  } while (cursor !== null);
  return found;
}

/** A cursor of each list. */
async function everyCursor(): Promise<{ path: string; input: object; cursor: string | null }[]> {
  const cursors = [];
  for (const [path, input] of all) {
    cursors.push({ path, input, cursor: (await ask(path, { ...input, limit: 1 })).nextCursor });
  }
  return cursors;
}
let cursors: ReturnType<typeof everyCursor> | undefined;

const all = [...lists, ...byName, ...oldestFirst];

beforeAll(async () => {
  for (const add of Object.values(more)) for (let n = 0; n < 4; n += 1) await add();
});

test.each([...lists, ...oldestFirst])('%s %j pages forward only', async (path, input) => {
  expect(await ask(path, { ...input, direction: 'forward' })).toEqual(await ask(path, input));
  await refusedAt(ask(path, { ...input, direction: 'backward' }), 'direction');
});

test('every list of the router is covered here', () => {
  const found = procedures.filter(({ members }) => members.includes('cursor')).map(({ path }) => path);
  expect(found.toSorted()).toEqual([...new Set([...lists, ...oldestFirst].map(([path]) => path))].toSorted());
});

describe.each(all)('list %s %j', (path, input) => {
  test('has the same rows in pages of every size', async () => {
    const whole = await ask(path, { ...input, limit: 100 });
    const found = ids(whole);
    expect(found.length).toBeGreaterThan(3);
    expect(new Set(found).size).toBe(found.length);
    expect(whole.nextCursor).toBeNull();
    for (const limit of [1, 2, found.length - 1, found.length]) expect(await walk(path, input, limit)).toEqual(found);
  });

  test('has no next page after the last row', async () => {
    const { length } = ids(await ask(path, { ...input, limit: 100 }));
    expect((await ask(path, { ...input, limit: length })).nextCursor).toBeNull();
    expect((await ask(path, { ...input, limit: length - 1 })).nextCursor).not.toBeNull();
  });

  test.each([0, 101, 1.5, -1, '20', null, Number.NaN])('rejects a limit of %j', async (limit) => {
    await refusedAt(ask(path, { ...input, limit }), 'limit');
  });

  test('rejects the cursors of all other lists', async () => {
    cursors ??= everyCursor();
    for (const other of await cursors) {
      if (other.path === path && other.input === input) continue;
      await refusedAt(ask(path, { ...input, cursor: other.cursor }), 'cursor');
    }
  });

  test('rejects a damaged cursor', async () => {
    const cursor = (await ask(path, { ...input, limit: 2 })).nextCursor ?? '';
    const changed = Array.from(
      cursor,
      (letter, at) => cursor.slice(0, at) + (letter === 'A' ? 'B' : 'A') + cursor.slice(at + 1),
    );
    const bad = ['', 'x', 'null', cursor.slice(1), cursor.slice(0, -1), `${cursor}A`, ` ${cursor}`, `${cursor}=`];
    const other = ['A'.repeat(1001), '\ud800', '%00', 1, null, [cursor], {}];
    for (const wrong of [...changed, ...bad, ...other]) {
      await refusedAt(ask(path, { ...input, cursor: wrong }), 'cursor');
    }
  });

  test('rejects a cursor with a forged position', async () => {
    const cursor = (await ask(path, { ...input, limit: 2 })).nextCursor ?? '';
    const [seal] = JSON.parse(Buffer.from(cursor, 'base64url').toString()) as unknown[];
    for (const position of [[1], ['', 1], [-1], [1, 1], null, []]) {
      const forged = Buffer.from(JSON.stringify([seal, position])).toString('base64url');
      await refusedAt(ask(path, { ...input, cursor: forged }), 'cursor');
    }
  });
});

describe.each(lists)('list %s %j', (path, input) => {
  test('is newest first, and neither skips nor repeats rows while others are added', async () => {
    const before = await walk(path, input, 100);
    expect(before).toEqual(before.toSorted((a, b) => b - a));
    expect(await walk(path, input, 2, more[path])).toEqual(before);
    expect((await walk(path, input, 100)).length).toBeGreaterThan(before.length);
  });
});

describe.each(oldestFirst)('list %s %j', (path, input) => {
  test('is oldest first, and has rows once that are added behind the position', async () => {
    const before = await walk(path, input, 100);
    expect(before).toEqual(before.toSorted((a, b) => a - b));
    let toAdd = 2;
    const during = await walk(path, input, 2, async () => (toAdd-- > 0 ? more[path]?.() : undefined));
    expect(during.slice(0, before.length)).toEqual(before);
    expect(during).toEqual(await walk(path, input, 100));
  });
});

test('a page holds 20 rows by default', async () => {
  const own = await freshShop();
  const { call } = await own.mechanic();
  for (let n = 0; n < 21; n += 1) await call.inventory.create({ name: `Part ${n}`, priceCents: 1 });
  expect((await own.anonymous.inventory.list()).items).toHaveLength(20);
});

test('paging by name sees rows added before and after the position once', async () => {
  const own = await freshShop();
  const { call } = await own.mechanic();
  const add = async (lastName: string) => (await call.customers.create({ firstName: 'X', lastName })).id;
  const [b, d] = [await add('B'), await add('D')];
  const first = await call.customers.list({ orderBy: 'name', limit: 1 });
  const [, c] = [await add('A'), await add('C')];
  const rest = await call.customers.list({ orderBy: 'name', cursor: first.nextCursor ?? '' });
  expect([...ids(first), ...ids(rest)]).toEqual([b, c, d]);
});

test('paging continues after a row was deleted', async () => {
  const own = await freshShop();
  const { call } = await own.mechanic();
  const add = async () => (await call.inventory.create({ name: 'Brake pad', priceCents: 1 })).id;
  const [oldest, middle, newest] = [await add(), await add(), await add()];
  const first = await call.inventory.list({ limit: 2 });
  await call.inventory.delete({ id: middle });
  const rest = await call.inventory.list({ limit: 2, cursor: first.nextCursor ?? '' });
  expect([ids(first), ids(rest)]).toEqual([[newest, middle], [oldest]]);
});
