import { describe, expect, test } from 'vitest';
import { formatFor, parseCents, parseDecimal, typedCents } from './format.tsx';

describe('what is typed', () => {
  test.each([
    ['120.25', 12_025],
    ['120,25', 12_025],
    ['120', 12_000],
    ['0.5', 50],
    ['-3.1', -310],
    [' 7 ', 700],
  ])('parseCents reads %s as %i', (text, cents) => {
    expect(parseCents(text)).toBe(cents);
  });

  test.each(['', '1.234', '1,000.00', 'abc', '1e3', '.5', '--1'])('parseCents rejects %j', (text) => {
    expect(parseCents(text)).toBeUndefined();
  });

  test.each([
    ['4.3', 4.3],
    ['4,3', 4.3],
    ['-2', -2],
  ])('parseDecimal reads %s', (text, value) => {
    expect(parseDecimal(text)).toBe(value);
  });

  test.each(['', '1e3', '0x1', '1.', 'one'])('parseDecimal rejects %j', (text) => {
    expect(parseDecimal(text)).toBeUndefined();
  });

  test('typed cents are read back as the same cents', () => {
    for (const cents of [0, 5, 10, 12_025, 900_719_925_474]) expect(parseCents(typedCents(cents))).toBe(cents);
  });
});

test('values follow the language, days stay in every time zone', () => {
  const irish = formatFor('en-IE', { currency: 'EUR', timeZone: 'Pacific/Auckland' });
  const german = formatFor('de-DE', { currency: 'EUR', timeZone: 'Europe/Berlin' });
  expect(irish.money(120_025)).toBe('€1,200.25');
  expect(german.money(120_025)).toBe('1.200,25\u00a0€');
  expect([irish.decimalSign, german.decimalSign]).toEqual(['.', ',']);
  expect(irish.day('2026-11-20')).toBe('20 Nov 2026');
  expect(german.instant('2026-11-20T23:30:00.000Z')).toBe('21.11.2026, 00:30');
});

test.each([
  ['en-IE', '1,234', '1234'],
  ['en-IE', '1,234,567.5', '1234567.5'],
  ['en-IE', '1,5', '1,5'],
  ['en-IE', '0,500', '0,500'],
  ['en-IE', '1.234', '1.234'],
  ['de-DE', '1.234', '1234'],
  ['de-DE', '-1.234,50', '-1234,50'],
  ['de-DE', '1,234', '1,234'],
  ['de-DE', '120.25', '120.25'],
])('in %s, %s is %s without groups', (locale, text, plain) => {
  expect(formatFor(locale, { currency: 'EUR', timeZone: 'UTC' }).ungrouped(text)).toBe(plain);
});

test('a quantity has its unit, except pieces', () => {
  const { quantity } = formatFor('de-DE', { currency: 'EUR', timeZone: 'UTC' });
  expect([quantity(4.3, 'l'), quantity(2, 'piece'), quantity(1, null)]).toEqual(['4,3 l', '2', '1']);
});
