import { and, desc, eq, lt } from 'drizzle-orm';
import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { customersSearch } from '../../features/customers/search.ts';
import { partsSearch } from '../../features/inventory/search.ts';
import { parts } from '../../features/inventory/table.ts';
import { mechanicsSearch } from '../../features/mechanics/search.ts';
import { ticketsSearch } from '../../features/tickets/search.ts';
import { vehiclesSearch } from '../../features/vehicles/search.ts';
import type { Database } from './database.ts';
import { prepared, type Slots } from './prepared.ts';
import { indexWords, matchesText, searchTexts, unindex } from './search.ts';
import { openTestDatabase } from './testing.ts';
import { matches } from './testing/matches.ts';
import { addPart } from './testing/rows.ts';
import { searchWords, phoneCodes, wordsOf } from './words.ts';

let db: Database;
beforeAll(async () => {
  db = await openTestDatabase();
});
beforeEach(() => db.write((tx) => tx.delete(partsSearch)));
afterAll(() => db.close());

function keep(id: number, texts: string[], codes: string[] = []) {
  return db.write((tx) => indexWords(tx, partsSearch, id, searchWords(texts, codes)));
}

async function find(search: string, before = Number.MAX_SAFE_INTEGER, limit = 100): Promise<number[]> {
  const rows = await db.read
    .select({ id: partsSearch.rowid })
    .from(partsSearch)
    .where(and(matches(partsSearch, search), lt(partsSearch.rowid, before)))
    .orderBy(desc(partsSearch.rowid))
    .limit(limit);
  return rows.map(({ id }) => id);
}

describe('a search finds a row', () => {
  test.each([
    ['by the beginning of a word', 'Brake pad', 'bra', true],
    ['not by its middle', 'Brake pad', 'rake', false],
    ['by all words in any order', 'Brake pad, front', 'fro BRAKE', true],
    ['not when one word is missing', 'Brake pad', 'brake disc', false],
    ['by the same word twice', 'Brake pad', 'pad pad', true],
    ['by the plain form of a letter', 'Łukasz Müller', 'lukasz', true],
    ['with a dotless i', 'Yılmaz', 'YILMAZ', true],
    ['with a dotted capital I', 'İstanbul', 'istanbul', true],
    ['in Vietnamese', 'Đặng Ngọc', 'dang ngoc', true],
    ['in Danish', 'Østergaard', 'ostergaard', true],
    ['in Icelandic', 'Þórður Æsa', 'thordur aesa', true],
    ['in Maltese', 'Ħamrun', 'hamrun', true],
    ['with a sharp s', 'Weiß', 'WEISS', true],
    ['with a capital sharp s', 'WEIẞ', 'weiss', true],
    ['with a ligature', 'oﬃce ﬁlter', 'office filt', true],
    ['in full width', 'ＡＢＣ１２３', 'abc12', true],
    ['by Arabic digits', 'Tür ١٢٣', '123', true],
    ['by Devanagari digits', '2024', '२०२४', true],
    ['across a soft hyphen', 'Brems\u00adscheibe', 'bremsscheibe', true],
    ['across a zero-width space', 'Brems\u200bscheibe', 'bremsscheibe', true],
    ['with an apostrophe or without', "O'Brien", 'obrien', true],
    ['with another apostrophe', 'O’Brien', "o'brien", true],
    ['with an apostrophe that is a letter', 'OʼBrien', 'o`brien', true],
    ['with an apostrophe inside of a letter', 'ŉaam', 'NAAM', true],
    ['with a full-width apostrophe of any kind', 'O｀Brien', 'obrien', true],
    ['with the apostrophe of Greek', 'ἀλλ᾽ἐγώ', 'αλλεγω', true],
    ['where only the search has an apostrophe', 'OBrien', 'o’brien', true],
    ['by what follows the apostrophe', "O'Brien", 'brien', true],
    ['in Greek capitals with accents', 'ΆΣΣΟΣ', 'άσσος', true],
    ['without accents that can be taken off', 'Zoë Müller', 'zoe mull', true],
    ['in Greek, whatever the sigma', 'ΑΝΤΏΝΗΣ', 'αντωνης', true],
    ['in Greek by a prefix', 'Αντώνης', 'ΑΝΤ', true],
    ['in Han', '刹车片 前', '刹车', true],
    ['in Hangul', '브레이크 패드', '브레', true],
    ['in Hangul by whole syllables only', '브레이크', '블', false],
    ['in Deseret, beyond 16 bits', '𐐔𐐯𐑅𐐨𐑉𐐯𐐻', '𐐼𐐯𐑅', true],
    ['in Deseret by one letter', '𐐔𐐯𐑅𐐨𐑉𐐯𐐻', '𐐔', true],
    ['next to an emoji', '🚗brake🔧pad', 'pad', true],
    ['by digits', 'W 712/95', '712', true],
    ['by a letter and digits', 'W712', 'w7', true],
    ['not across a separator, unless it is a code', 'W 712', 'w712', false],
    ['surrounded by quotes and stars', `5" O'Ring*`, `o'ring" *`, true],
    ['not by punctuation alone', `a " ' * - :`, `" ' * - :`, false],
    ['not by an empty text', 'Brake pad', '', false],
    ['with words that mean something to the database', 'not and or near null', 'NEAR AND NOT', true],
    ['by 100 letters of a longer word', 'x'.repeat(4000), 'x'.repeat(100), true],
    ['by its last word of many', `${'ab cd '.repeat(600)}zebra`, 'zeb', true],
  ])('%s', async (_, text, search, found) => {
    await keep(7, [text]);
    expect(await find(search)).toEqual(found ? [7] : []);
  });
});

describe('a search finds a code', () => {
  test.each([
    ['however it is spaced', 'ABC-1D23', 'abc 1d 23', true],
    ['run together', 'ABC-1D23', 'abc1d23', true],
    ['by its beginning', 'ABC-1D23', 'abc1', true],
    ['not by its middle', 'ABC-1D23', '1d23x', false],
    ['in full width', 'ABC-1D23', 'ＡＢＣ１', true],
    ['with other words around it', 'ABC-1D23', 'abc1d23 red', false],
    ['with punctuation around it', 'MU.X/1', '"mu-x1"', true],
  ])('%s', async (_, code, search, found) => {
    await keep(7, [], [code]);
    expect(await find(search)).toEqual(found ? [7] : []);
  });

  test.each([
    ['+353 20 910 0042', ['353209100042', '+353 (20) 9100042', '0209100042', '20 910 0042', '00353 20 910', '209 1']],
    ['020 910 0042', ['0209100042', '209100042', '020-910']],
    ['0044 (0)20 7946 0958', ['02079460958', '2079460958', '442079', '+44 20 7946']],
  ])('a search finds the phone %s in every spelling', async (phone, searches) => {
    await keep(7, [phone], phoneCodes(phone));
    for (const search of searches) expect(await find(search), search).toEqual([7]);
    expect(await find('9100043')).toEqual([]);
  });
});

test('a long text is indexed by its first words, and codes are always indexed', async () => {
  const words = Array.from({ length: 1000 }, (_, n) => `w${n.toString(36)}`);
  expect(searchWords([words.join(' ')], ['K-1'])).toHaveLength(400);
  await keep(7, [words.join(' ')], ['K-1']);
  expect([await find('w0'), await find('k1')]).toEqual([[7], [7]]);
});

test('hits are listed newest first, page by page', async () => {
  for (const id of [3, 9, 5, 2 ** 40]) await keep(id, ['Brake pad']);
  await keep(6, ['Disc']);
  expect(await find('brake')).toEqual([2 ** 40, 9, 5, 3]);
  expect(await find('brake', 9, 1)).toEqual([5]);
});

test('indexing replaces the previous words, and unindexing removes the row', async () => {
  await keep(1, ['Brake']);
  await keep(2, ['Brake']);
  await keep(1, ['Disc']);
  expect([await find('brake'), await find('disc')]).toEqual([[2], [1]]);
  await db.write((tx) => unindex(tx, partsSearch, [1, 2, 3]));
  await db.write((tx) => unindex(tx, partsSearch, []));
  expect([await find('brake'), await find('disc')]).toEqual([[], []]);
});

test('the last of several changes of a row in one transaction counts', async () => {
  await keep(1, ['Brake']);
  await db.write(async (tx) => {
    await indexWords(tx, partsSearch, 1, ['disc']);
    await indexWords(tx, partsSearch, 2, ['disc']);
    await indexWords(tx, partsSearch, 1, ['drum']);
    await unindex(tx, partsSearch, [2]);
  });
  expect([await find('brake'), await find('disc'), await find('drum')]).toEqual([[], [], [1]]);
});

test('words of a part of a transaction that failed are not stored', async () => {
  await db.write(async (tx) => {
    await indexWords(tx, partsSearch, 1, ['disc']);
    const nested = db.write(async (inner) => {
      await indexWords(inner, partsSearch, 1, ['drum']);
      throw new Error('no');
    });
    await expect(nested).rejects.toThrow('no');
  });
  expect([await find('disc'), await find('drum')]).toEqual([[1], []]);
});

test('a row without words is stored but never found', async () => {
  await keep(1, ['🚗']);
  expect(await find('a')).toEqual([]);
  await keep(1, ['a']);
  expect(await find('a')).toEqual([1]);
});

test('index changes are part of the transaction', async () => {
  await keep(1, ['Brake']);
  const work = db.write(async (tx) => {
    await indexWords(tx, partsSearch, 1, ['disc']);
    await indexWords(tx, partsSearch, 2, ['disc']);
    throw new Error('no');
  });
  await expect(work).rejects.toThrow('no');
  expect([await find('brake'), await find('disc')]).toEqual([[1], []]);
});

test('each kind of row has its own index', async () => {
  const searches = [customersSearch, vehiclesSearch, ticketsSearch, partsSearch, mechanicsSearch];
  await db.write(async (tx) => {
    for (const [i, search] of searches.entries()) await indexWords(tx, search, i + 1, ['word']);
  });
  for (const [i, search] of searches.entries()) {
    const rows = await db.read.select({ id: search.rowid }).from(search).where(matches(search, 'word'));
    expect(rows).toEqual([{ id: i + 1 }]);
  }
});

test('a search joins the rows it finds, also in prepared queries', async () => {
  const id = await addPart(db, 4);
  await keep(id, ['Brake']);
  const joined = prepared('test_search_join', (q, p: Slots<{ wanted: string }>) =>
    q
      .select({ id: parts.id, quantity: parts.quantity })
      .from(partsSearch)
      .innerJoin(parts, eq(parts.id, partsSearch.rowid))
      .where(matchesText(partsSearch, p.wanted)),
  );
  expect(await joined(db.read, { wanted: searchTexts('bra')?.all ?? '' })).toEqual([{ id, quantity: 4 }]);
  expect(await joined(db.read, { wanted: searchTexts('disc')?.all ?? '' })).toEqual([]);
});

test('both databases return what a naive search returns', async () => {
  const letter = fc.constantFrom(...Array.from('aàbÅzZ0٣σςΣ刹한글𐐔𐐼ßİıéﬁ'));
  const text = fc.string({
    unit: fc.oneof({ weight: 6, arbitrary: letter }, fc.constantFrom(...Array.from(` -"'*:&|()🚗\u0301`))),
  });
  const change = fc.record({ id: fc.integer({ min: 1, max: 6 }), text });
  const property = fc.asyncProperty(
    fc.array(change, { maxLength: 8 }),
    fc.array(text, { maxLength: 6 }),
    async (changes, searches) => {
      await db.write((tx) => tx.delete(partsSearch));
      const kept = new Map<number, string[]>();
      await db.write(async (tx) => {
        for (const { id, text } of changes) {
          kept.set(id, searchWords([text], []));
          await indexWords(tx, partsSearch, id, searchWords([text], []));
        }
      });
      for (const search of [...searches, ...changes.map(({ text }) => text.slice(0, 2))]) {
        const wanted = wordsOf(search);
        const expected = [...kept]
          .filter(
            ([, words]) => wanted.length > 0 && wanted.every((begin) => words.some((word) => word.startsWith(begin))),
          )
          .map(([id]) => id)
          .toSorted((a, b) => b - a);
        expect(await find(search)).toEqual(expected);
      }
    },
  );
  await fc.assert(property, { numRuns: 150 });
});
