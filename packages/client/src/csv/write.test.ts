import { expect, test } from 'vitest';
import { csvLine, typedLine } from './write.ts';

test('a line has numbers as they are, and lists and objects as JSON', () => {
  expect(csvLine(['a', 12.5, -3, true, null, undefined, [1], { b: 2 }])).toBe('a,12.5,-3,true,,,[1],"{""b"":2}"');
});

test.for(['=1+1', '+1', '-1', '@x', '\tx'])('the text %j cannot run as a formula', (text) => {
  expect(csvLine([text])).toBe(`'${text}`);
  expect(csvLine([text], { semicolons: true })).toBe(`'${text}`);
});

test('a line for spreadsheets with decimal commas has semicolons', () => {
  expect(csvLine(['a;b', 'c,d', 12.5, -0.25, 1000], { semicolons: true })).toBe('"a;b";"c,d";12,5;-0,25;1000');
});

test('a line of typed cells keeps numbers and texts, and runs none', () => {
  expect(typedLine(['=1', 'a"b', 'c\nd', '-5', ''])).toBe(`'=1,"a""b","c\nd",-5,\r\n`);
});
