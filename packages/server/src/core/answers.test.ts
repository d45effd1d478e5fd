import { expect, test, vi } from 'vitest';
import { KnownJson, createAnswers } from './answers.ts';

function made(version: () => number | undefined) {
  let at = 0;
  const answers = createAnswers({ version }, () => new Date(at));
  const ask = (asked: string, load: () => Promise<KnownJson>) => {
    const key = answers.keyOf(asked);
    return key === undefined ? load() : answers.get(key, load);
  };
  return { answers, ask, wait: (ms: number) => (at += ms) };
}
const said = (text: string) => vi.fn(async () => new KnownJson(text));

test('an answer is kept from the second time on that it is asked for, for each question and version', async () => {
  let version = 1;
  const { answers, ask } = made(() => version);
  const load = said('one');
  for (let n = 0; n < 5; n += 1) expect((await ask('a', load)).json).toBe('"one"');
  expect(load).toHaveBeenCalledTimes(2);
  expect(answers.asked).toEqual({ hits: 3, misses: 2 });
  await ask('b', load);
  expect(load).toHaveBeenCalledTimes(3);
  version = 2;
  expect((await ask('a', said('two'))).json).toBe('"two"');
});

test('what is loaded while something changes is kept for no later version', async () => {
  let version = 1;
  const { ask } = made(() => version);
  const slow = Promise.withResolvers<KnownJson>();
  await ask('a', said('old'));
  const before = ask('a', () => slow.promise);
  version = 2;
  slow.resolve(new KnownJson('old'));
  expect((await before).json).toBe('"old"');
  for (let n = 0; n < 3; n += 1) expect((await ask('a', said('new'))).json).toBe('"new"');
});

test('an answer ends within a second of the shop’s clock, which decides what has expired', async () => {
  const { ask, wait } = made(() => 1);
  for (let n = 0; n < 2; n += 1) await ask('a', said('asked'));
  wait(1000);
  expect((await ask('a', said('expired'))).json).toBe('"expired"');
});

test('where changes are not told, every answer is loaded', async () => {
  const { answers, ask } = made(() => undefined);
  const load = said('one');
  for (let n = 0; n < 3; n += 1) await ask('a', load);
  expect(load).toHaveBeenCalledTimes(3);
  expect(answers.size).toBe(0);
});

test('answers are bounded by their length, and a longer one than all is not kept', async () => {
  const { answers, ask } = made(() => 1);
  for (let n = 0; n < 200; n += 1) await ask(`${n >> 1}`, said('x'.repeat(1024 * 1024)));
  expect(answers.size).toBe(7);
  const load = said('x'.repeat(9 * 1024 * 1024));
  for (let n = 0; n < 3; n += 1) await ask('long', load);
  expect(load).toHaveBeenCalledTimes(3);
});
