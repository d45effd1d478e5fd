import fc from 'fast-check';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { routes } from '../../http/rest/routes.ts';
import { serveTestShop } from '../../http/testing.ts';
import { expectConsistent } from '../invariants.ts';
import { callAll, someRows } from './call-all.ts';
import { inputsFor } from './values.ts';

const SEED = 20_261_120;

test('no input of any procedure gets a response outside the contract', async () => {
  const server = await serveTestShop();
  try {
    await someRows(server);
    const statuses = await callAll(server, { seed: SEED, each: 4 });
    // Enough of them are valid to be answered and to change something.
    for (const status of [200, 400, 401, 403, 404]) expect(statuses.get(status) ?? 0).toBeGreaterThan(20);
    await expectConsistent(server.shop.shop.database);
    expect(server.lines().filter(({ level }) => level === 'error')).toEqual([]);
  } finally {
    await server.close();
  }
});

test('some generated inputs of each schema are valid and some are not', () => {
  for (const { procedurePath, input } of routes) {
    const isValid = (json: string): boolean => {
      let value: unknown;
      try {
        value = json === '' ? undefined : JSON.parse(json);
      } catch {
        return false;
      }
      return input.safeParse(value).success;
    };
    // Of inputs with many members that refer to each other, few are valid.
    const results = new Set<boolean>();
    for (const numRuns of [300, 5000]) {
      if (results.size < 2)
        for (const json of fc.sample(inputsFor(input), { seed: SEED, numRuns })) results.add(isValid(json));
    }
    expect(results, procedurePath).toEqual(new Set([true, false]));
  }
});

test('inputsFor describes what it finds in a schema', () => {
  const inputs = fc.sample(inputsFor(z.strictObject({ kind: z.literal('a'), n: z.int().min(5).max(6) })), 200);
  expect(inputs).toEqual(expect.arrayContaining(['{"kind":"a","n":5}', '{"kind":"a","n":6}']));
});
