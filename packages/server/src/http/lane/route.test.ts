import { expect, test } from 'vitest';
import { routeOf } from './route.ts';

test('of a batch no more calls are looked at than tell that it is too large', () => {
  expect(routeOf(`/trpc/${','.repeat(10_000)}?batch=1`, 'GET', 3)?.calls).toHaveLength(4);
  expect(routeOf('/trpc/a,b,c?batch=1', 'GET', 3)?.calls.map(({ path }) => path)).toEqual(['a', 'b', 'c']);
});

test('commas are a part of the name where there is no batch', () => {
  expect(routeOf('/trpc/inventory.list,auth.me', 'GET', 3)?.calls.map(({ path }) => path)).toEqual([
    'inventory.list,auth.me',
  ]);
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
  const { batch, input } = routeOf(`/trpc/auth.me?${query}`, 'GET', 3) ?? {};
  expect({ batch, input }).toEqual({ batch: params.get('batch') === '1', input: params.get('input') });
});
