import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import { sqliteFile } from './url.ts';

test.each([
  ['file:./data/shop.db', resolve('data/shop.db')],
  ['file:data/shop.db', resolve('data/shop.db')],
  ['file:/data/shop.db', '/data/shop.db'],
  ['file:///data/my%20shop.db', '/data/my shop.db'],
])('the URL %s is the file %s', (url, file) => {
  expect(sqliteFile(url)).toBe(file);
});

test.each(['shop.db', '', 'file:', 'file::memory:', 'mysql://host/shop', 'file:./shop.db?mode=ro'])(
  'the URL "%s" is rejected with a correct example',
  (url) => {
    expect(() => sqliteFile(url)).toThrow('DATABASE_URL must look like file:./data/shop.db');
  },
);
