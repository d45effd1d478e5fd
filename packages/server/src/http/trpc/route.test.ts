import { expect, test } from 'vitest';
import { routeReader } from './route.ts';

const routeOf = routeReader(3);

test('a batch is parsed only until it is known to be too large', () => {
  expect(routeOf(`/trpc/${','.repeat(10_000)}?batch=1`, 'GET').calls).toHaveLength(4);
  expect(routeOf('/trpc/a,b,c?batch=1', 'GET').calls.map(({ path }) => path)).toEqual(['a', 'b', 'c']);
});

test('commas are a part of the name without a batch', () => {
  expect(routeOf('/trpc/inventory.list,auth.me', 'GET').calls.map(({ path }) => path)).toEqual([
    'inventory.list,auth.me',
  ]);
});

test('a path is a query by one method and rejected by the other, known or not', () => {
  const faultsOf = (method: string) => routeOf('/trpc/auth.me,inventory.list?batch=1', method).faults.length;
  expect([faultsOf('GET'), faultsOf('POST'), faultsOf('GET'), faultsOf('POST')]).toEqual([0, 2, 0, 2]);
  expect(routeOf('/trpc/auth.me,inventory.list', 'GET').faults).toHaveLength(1);
});

const queries = [
  '',
  'input=%7B%22id%22%3A1%7D',
  'input={"id":1}',
  'batch=1',
  'batch=1&input=%7B%7D',
  'batch=1&',
  'batch=10',
  'batch=2&input=1',
  'input=1&batch=1',
  'input=1&input=2',
  'input=a+b',
  'input=%',
  'input=%ff',
  'input=%E4%BD%A0',
  'input=',
  'input',
  'inputs=1',
  'input=a=b',
  '&input=1',
  'other=1',
];
test.each(queries)('the query %j is read as by URLSearchParams', (query) => {
  const params = new URLSearchParams(query);
  const { batch, input } = routeOf(`/trpc/auth.me?${query}`, 'GET');
  expect({ batch, input }).toEqual({ batch: params.get('batch') === '1', input: params.get('input') });
});
