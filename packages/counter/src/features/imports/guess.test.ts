import { importKinds } from '@mechanic-shop/client/csv';
import { expect, test } from 'vitest';
import { imports } from '../../i18n/de/imports.ts';
import { guessNames, namesOf, twiceIn } from './guess.ts';

const { members } = importKinds.parts;

test('money can be in cents too', () => {
  expect(namesOf(members).slice(0, 5)).toEqual(['sku', 'name', 'price', 'priceCents', 'quantity']);
});

test.for([
  [
    ['SKU', 'Part name', 'Price', 'in stock'],
    ['sku', '', 'price', ''],
  ],
  [
    ['Teilenummer', 'name', 'PREIS', 'Preis in Cent'],
    ['sku', 'name', 'price', ''],
  ],
  [
    ['min_quantity', '', 'Mindestbestand', 'price-cents'],
    ['minQuantity', '', '', 'priceCents'],
  ],
] as const)('the columns %j are %j', ([header, names]) => {
  expect(guessNames(header, members, imports.members)).toEqual(names);
});

test('two columns of one member are found, also as cents', () => {
  expect(twiceIn(['sku', '', '', 'price'], members)).toBeUndefined();
  expect(twiceIn(['price', 'sku', 'priceCents'], members)).toBe('priceCents');
});

test('every member has a name in the words of the page', () => {
  const names = Object.values(importKinds).flatMap((kind) => namesOf(kind.members));
  expect(names.filter((name) => !Object.hasOwn(imports.members, name))).toEqual([]);
});
