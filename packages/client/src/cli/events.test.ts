import { expect, test } from 'vitest';
import { fakeShop } from './testing/fake-shop.ts';
import { runShop } from './testing/run-shop.ts';

const event = (id: number) => ({
  id,
  at: '2026-11-20T09:30:00.000Z',
  kind: 'part.low',
  entity: 'part',
  entityId: 1,
  changes: {},
});

/** A shop with so many events. */
function shopWith(count: number) {
  return fakeShop(({ input }) => {
    const { after, limit } = input as { after: number; limit: number };
    const last = Math.min(count, after + limit);
    return { items: Array.from({ length: last - after }, (_, at) => event(after + at + 1)), last, more: last < count };
  });
}

test('events --limit prints the oldest ones in pages, and says how to continue', async () => {
  const { env, seen } = await shopWith(1_300);
  const { status, out, err } = await runShop(['events', '--limit', '700', '--csv'], { env });
  expect({ status, err }).toEqual({ status: 0, err: 'More: add --after 700\n' });
  expect(out.trimEnd().split('\r\n')).toHaveLength(701);
  expect(seen.map(({ input }) => input)).toEqual([
    { after: 0, limit: 500 },
    { after: 500, limit: 200 },
  ]);
});

test('events without a limit prints all', async () => {
  const { env } = await shopWith(1_300);
  const { out, err } = await runShop(['events', '--quiet', '--after', '10'], { env });
  expect({ lines: out.trimEnd().split('\n').length, err }).toEqual({ lines: 1_290, err: '' });
});
