import { readFileSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import * as contract from '@mechanic-shop/shared';
import { expect, test } from 'vitest';
import * as client from './index.ts';

const folder = dirname(fileURLToPath(import.meta.resolve('@mechanic-shop/shared')));
const VALUE = /(\/\*\*(?:(?!\*\/)[^])*\*\/\n)?export (?:const|function|class) (\w+)/g;

/** The values of the contract that are for everybody: those without `@internal` above them. */
const published = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts') && !name.startsWith('testing/'))
  .flatMap((name) => [...readFileSync(join(folder, name), 'utf8').matchAll(VALUE)])
  .flatMap(([, comment = '', name = '']) => (comment.includes('@internal') ? [] : name));

const own = [
  'createFakeShop',
  'createShopClient',
  'fileSession',
  'isShopError',
  'isShopUnreachable',
  'memorySession',
  'shopError',
  'shopLinks',
];

test('exports what the contract has for everybody, and nothing that is marked as internal', () => {
  expect(published.filter((name) => !(name in contract))).toEqual([]);
  expect(Object.keys(client).toSorted()).toEqual([...published, ...own].toSorted());
});
