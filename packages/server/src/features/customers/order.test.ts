import { expect, test } from 'vitest';
import { freshShop } from '../../testing/shop.ts';

async function namesInOrder(names: [firstName: string, lastName: string][], limit = 100) {
  const { call } = await (await freshShop()).mechanic();
  for (const [firstName, lastName] of names) await call.customers.create({ firstName, lastName });
  const found: string[] = [];
  let cursor: string | undefined;
  do {
    const page = await call.customers.list({ orderBy: 'name', limit, ...(cursor === undefined ? {} : { cursor }) });
    found.push(...page.items.map(({ firstName, lastName }) => `${lastName} ${firstName}`));
    cursor = page.nextCursor ?? undefined;
  } while (cursor !== undefined);
  return found;
}

test('sorts by last name, first name, without case and accents', async () => {
  const names: [string, string][] = [
    ['Zoe', 'adams'],
    ['Émile', 'Zola'],
    ['Bob', 'Ádams'],
    ['anna', 'ADAMS'],
    ['Eva', 'Öztürk'],
    ['Otto', 'Paul'],
    ['Nina', 'Nolan'],
    ['Adam', 'Zola'],
  ];
  const expected = [
    'ADAMS anna',
    'Ádams Bob',
    'adams Zoe',
    'Nolan Nina',
    'Öztürk Eva',
    'Paul Otto',
    'Zola Adam',
    'Zola Émile',
  ];
  expect(await namesInOrder(names)).toEqual(expected);
  expect(await namesInOrder(names, 1)).toEqual(expected);
});

// German sorts ä like a, Swedish after z; Czech sorts ch after h, Danish aa after z; the locale of the database must
// not matter.
test('is the same for every locale', async () => {
  const lastNames = ['Zorn', 'Aalborg', 'Ärlig', 'Chalupa', 'Cook', 'Hus', 'Ångström', 'Azur', 'Llosa', 'Lopez'];
  const found = await namesInOrder(lastNames.map((lastName) => ['X', lastName]));
  expect(found.map((name) => name.slice(0, -2))).toEqual([
    'Aalborg',
    'Ångström',
    'Ärlig',
    'Azur',
    'Chalupa',
    'Cook',
    'Hus',
    'Llosa',
    'Lopez',
    'Zorn',
  ]);
});

test('compares complete last names before first names', async () => {
  const found = await namesInOrder([
    ['Aaron', 'Van Dyke'],
    ['Zed', 'Van'],
    ['Mia', 'van'],
    ['Ann', "Van'"],
  ]);
  expect(found).toEqual(['van Mia', 'Van Zed', 'Van Dyke Aaron', "Van' Ann"]);
});

test('breaks ties by id', async () => {
  const { call } = await (await freshShop()).mechanic();
  const ids: number[] = [];
  for (const lastName of ['Same', 'SAME', 'Samé', 'same']) {
    ids.push((await call.customers.create({ firstName: 'X', lastName })).id);
  }
  const first = await call.customers.list({ orderBy: 'name', limit: 2 });
  const rest = await call.customers.list({ orderBy: 'name', limit: 2, cursor: first.nextCursor ?? '' });
  expect([...first.items, ...rest.items].map(({ id }) => id)).toEqual(ids);
  expect(rest.nextCursor).toBeNull();
});

test('sorts characters outside the basic plane alike on both engines', async () => {
  const lastNames = ['\u{1f600}', '\uff21', '\ufb01x', 'z'];
  const found = await namesInOrder(lastNames.map((lastName) => ['X', lastName]));
  expect(found.map((name) => name.slice(0, -2))).toEqual(['\uff21', '\ufb01x', 'z', '\u{1f600}']);
});

test('pages through names of the maximum length', async () => {
  const names = ['一', '丁', '七'].map((letter): [string, string] => [letter.repeat(100), letter.repeat(100)]);
  expect(await namesInOrder(names, 1)).toHaveLength(3);
});

// Folded, U+FDFA is 18 letters; U+1D160 becomes three characters outside the basic plane.
test.each(['\ufdfa', '\ufdfb', '\u{1d160}', '\u3300', '"', '\\', '\u{1f600}'])(
  'pages through names of many %j',
  async (sign) => {
    const many = sign.repeat(Math.floor(99 / sign.normalize().length));
    const names: [string, string][] = [
      [many, many],
      [`${many.slice(sign.length)}b`, many],
      ['a', `${many.slice(sign.length)}z`],
    ];
    const [shown, paged] = [await namesInOrder(names), await namesInOrder(names, 1)];
    expect(paged).toEqual(shown);
    expect(new Set(paged).size).toBe(3);
  },
);
