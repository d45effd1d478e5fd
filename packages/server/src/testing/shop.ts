import { afterAll, onTestFinished } from 'vitest';
import { type TestShop, createTestShop } from './testing.ts';

type Options = Parameters<typeof createTestShop>[0];

/** One shop for all tests of a file that do not share rows or the clock. */
export async function shopOfFile(options?: Options): Promise<TestShop> {
  const shop = await createTestShop(options);
  afterAll(() => shop.close());
  return shop;
}

/** A separate shop for the running test. */
export async function freshShop(options?: Options): Promise<TestShop> {
  const shop = await createTestShop(options);
  onTestFinished(() => shop.close());
  return shop;
}
