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
