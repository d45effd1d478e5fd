import { afterAll, onTestFinished } from 'vitest';
import { type TestShop, createTestShop } from './testing.ts';

type Options = Parameters<typeof createTestShop>[0];

/** One shop for the tests of a file, for those that leave each other's rows and the clock alone. */
export async function shopOfFile(options?: Options): Promise<TestShop> {
  const shop = await createTestShop(options);
  afterAll(() => shop.close());
  return shop;
}

/** A shop of its own for the running test. */
export async function freshShop(options?: Options): Promise<TestShop> {
  const shop = await createTestShop(options);
  onTestFinished(() => shop.close());
  return shop;
}
