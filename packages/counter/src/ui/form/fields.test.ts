import { describe, expect, test } from 'vitest';
import { type FieldsOf, changesOf, differencesBetween, typedFrom, valuesFrom } from './fields.ts';
import { check, choice, line, lineOrNull, money, whole, words } from './kinds.ts';

interface Thing {
  name: string;
  note: string | null;
  priceCents: number;
  year: number;
  size: 's' | 'l';
  tags: string[];
  active: boolean;
}

const fields: FieldsOf<Thing> = {
  name: { label: 'Name', kind: line(100) },
  note: { label: 'Note', kind: lineOrNull(100) },
  priceCents: { label: 'Price', kind: money },
  year: { label: 'Year', kind: whole },
  size: {
    label: 'Size',
    kind: choice([
      ['s', 'Small'],
      ['l', 'Large'],
    ]),
  },
  tags: { label: 'Tags', kind: words },
  active: { label: 'Active', kind: check },
};

const thing: Thing = { name: 'A', note: null, priceCents: 120, year: 2026, size: 's', tags: ['a', 'b'], active: true };

test('values are typed as texts and read back', () => {
  const typed = typedFrom(fields, thing);
  expect(typed).toEqual({
    name: 'A',
    note: '',
    priceCents: '1.20',
    year: '2026',
    size: 's',
    tags: 'a, b',
    active: 'yes',
  });
  expect(valuesFrom(fields, typed)).toEqual(thing);
  expect(valuesFrom(fields, { ...typed, tags: ' a  b,c ', active: '' })).toMatchObject({
    tags: ['a', 'b', 'c'],
    active: false,
  });
});

describe('what is not valid', () => {
  test.each([
    ['name', '  '],
    ['priceCents', '1.234'],
    ['priceCents', ''],
    ['year', '1.5'],
    ['size', 'm'],
    ['tags', ' , '],
  ])('%s as %j gives no values', (name, text) => {
    expect(valuesFrom(fields, { ...typedFrom(fields, thing), [name]: text })).toBeUndefined();
  });
});

test('only the members that were changed are sent, with what is in them', () => {
  expect(changesOf(thing, { ...thing, tags: [...thing.tags] })).toEqual({});
  const changed = { note: 'new', tags: ['b', 'a'], active: false };
  expect(changesOf(thing, { ...thing, ...changed })).toEqual(changed);
  expect(changesOf(undefined, thing)).toEqual(thing);
});

test('differences read as a person reads the form', () => {
  const [before, after] = [thing, { ...thing, note: 'new', size: 'l' as const, active: false }];
  expect(
    differencesBetween(fields, typedFrom(fields, before), typedFrom(fields, after), {
      yes: 'Yes',
      no: 'No',
      none: 'None',
    }),
  ).toEqual([
    { label: 'Note', before: 'None', after: 'new' },
    { label: 'Size', before: 'Small', after: 'Large' },
    { label: 'Active', before: 'Yes', after: 'No' },
  ]);
});
