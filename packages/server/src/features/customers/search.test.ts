import { expect, test } from 'vitest';
import { refusedAt } from '../../testing/refused.ts';
import { freshShop } from '../../testing/shop.ts';

async function people() {
  const own = await freshShop();
  const { call } = await own.mechanic();
  const add = async (firstName: string, lastName: string, values: { email?: string; phone?: string } = {}) =>
    (await call.customers.create({ firstName, lastName, ...values })).id;
  const found = async (search: string) => (await call.customers.list({ search })).items.map(({ id }) => id);
  return { call, add, found };
}

test('finds names by word prefixes, newest first', async () => {
  const { add, found } = await people();
  const [one, two] = [await add('Anna Lena', 'Meyer-Lansky'), await add('Lena', 'Meyer')];
  await add('Anna', 'Schmeyer');
  expect(await found('meyer')).toEqual([two, one]);
  expect(await found('LEN mey')).toEqual([two, one]);
  expect(await found('lansky')).toEqual([one]);
  expect(await found('ansky')).toEqual([]);
  expect(await found('anna schmid')).toEqual([]);
});

test('ignores case and accents on both sides', async () => {
  const { add, found } = await people();
  const [rene, ilker, sofia] = [
    await add('René', 'Müller'),
    await add('İlker', 'Çelik'),
    await add('Σοφία', 'Παπαδόπουλος'),
  ];
  expect(await found('rene muller')).toEqual([rene]);
  expect(await found('RENE\u0301 MU\u0308LLER')).toEqual([rene]);
  expect(await found('ilker celik')).toEqual([ilker]);
  expect(await found('σοφια ΠΑΠΑΔΟΠΟΥΛΟΣ')).toEqual([sofia]);
  // A sigma at the end of the typed text may be inside a word.
  const kostas = await add('Κωσταντίνος', 'Παπάς');
  expect(await found('ΚΩΣ')).toEqual([kostas]);
  expect(await found('παπας')).toEqual([kostas]);
});

test('finds by the parts of an e-mail', async () => {
  const { add, found } = await people();
  const id = await add('Walt', 'Kin', { email: 'ada.lovelace@analytical.example' });
  for (const search of ['ada.love', 'lovelace', 'ADA.LOVELACE@ANALYTICAL.EXAMPLE', 'analyt']) {
    expect(await found(search)).toEqual([id]);
  }
  expect(await found('ovelace')).toEqual([]);
});

test('finds a phone as written and by its digits', async () => {
  const { add, found } = await people();
  const id = await add('Walt', 'Kin', { phone: '+49 (30) 901-820' });
  for (const search of ['+49 (30) 901-820', '4930901820', '493090', '(30)', '901', '30901820', '030 901']) {
    expect(await found(search)).toEqual([id]);
  }
  expect(await found('0901820')).toEqual([]);
});

test('treats everything else as a separator, and matches nothing without a word', async () => {
  const { add, found } = await people();
  const id = await add("Conan O'Brien", 'Kin');
  expect(await found(`"brien" -conan* OR:`)).toEqual([]);
  expect(await found(`"brien" -conan*`)).toEqual([id]);
  for (const search of ['%', '_', '*', '""', '- -', "'", '\\', ':*', '!&|']) expect(await found(search)).toEqual([]);
});

test('rejects orderBy name, an empty text and a text that is too long', async () => {
  const { call } = await people();
  await refusedAt(call.customers.list({ search: 'x', orderBy: 'name' }), 'orderBy');
  await refusedAt(call.customers.list({ search: '' }), 'search');
  await refusedAt(call.customers.list({ search: 'x'.repeat(101) }), 'search');
  expect(await call.customers.list({ search: 'x', orderBy: 'newest' })).toEqual({ items: [], nextCursor: null });
});
