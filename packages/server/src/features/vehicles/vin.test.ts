import { expect, test } from 'vitest';
import { vinCheckDigit, vinCheckOf } from './vin.ts';

// The first three are common examples of the rule, the last is of a real car.
test.each([
  ['11111111111111111', '1'],
  ['1M8GDM9AXKP042788', 'X'],
  ['5GZCZ43D13S812715', '1'],
  ['1HGCM82633A004352', '3'],
])('the check digit of %s is %s', (vin, digit) => {
  expect(vinCheckDigit(vin)).toBe(digit);
});

test.each([
  ['1M8GDM9AXKP042788', 'ok'],
  ['1M8GDM9A1KP042788', 'mismatch'],
  ['WVWZZZ1JZXW000001', 'mismatch'],
  ['DA16T-123456'.replace('-', ''), null],
  ['1234', null],
  [null, null],
] as const)('the VIN %s is %s', (vin, check) => {
  expect(vinCheckOf(vin)).toBe(check);
});

// The table of 49 CFR 565.15(c)(1).
test.each([
  ['AJ', '1'],
  ['BKS', '2'],
  ['CLT', '3'],
  ['DMU', '4'],
  ['ENV', '5'],
  ['FW', '6'],
  ['GPX', '7'],
  ['HY', '8'],
  ['RZ', '9'],
])('the letters %s count as %s', (letters, digit) => {
  const rest = '2345678901234567';
  for (const letter of letters) expect(vinCheckDigit(letter + rest)).toBe(vinCheckDigit(digit + rest));
});

test('transposed characters are detected', () => {
  expect(vinCheckOf('1M8GDM9AXKP042788')).toBe('ok');
  expect(vinCheckOf('1M8DGM9AXKP042788')).toBe('mismatch');
  expect(vinCheckOf('SGZCZ43D13S812715')).toBe('mismatch');
});
