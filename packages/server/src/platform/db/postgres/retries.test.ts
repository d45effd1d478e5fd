import { setImmediate } from 'node:timers/promises';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { StorageUnavailable } from '../database.ts';
import { createRetries } from './retries.ts';

const conflict = () => Object.assign(new Error('could not serialize access'), { code: '40001' });

describe('retries of conflicting transactions', () => {
  test('100 transactions on one row all commit, and few of their tries are in vain', async () => {
    const retries = createRetries(60_000);
    let [commits, tries] = [0, 0];
    // Of those that run at once the first commits, the others conflict.
    const attempt = async (): Promise<number> => {
      const seen = commits;
      tries += 1;
      await setImmediate();
      if (commits !== seen) throw conflict();
      commits += 1;
      return commits;
    };
    const done = await Promise.all(Array.from({ length: 100 }, () => retries.run(attempt)));
    expect(done.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 100 }, (_, n) => n + 1));
    // Each has two free tries and one that commits; whose turn it is meets only conflicts with free tries.
    expect(tries).toBeLessThanOrEqual(400);
  });

  test('another error is thrown at once and lets the next one have its turn', async () => {
    const retries = createRetries(60_000);
    let tries = 0;
    const broken = retries.run(async () => {
      tries += 1;
      throw tries < 4 ? conflict() : new Error('broken');
    });
    await expect(broken).rejects.toThrow('broken');
    expect(tries).toBe(4);
    let more = 0;
    expect(
      await retries.run(async () => {
        more += 1;
        if (more < 4) throw conflict();
        return more;
      }),
    ).toBe(4);
  });

  test('one that waited for its turn longer than its patience still gets a try', async () => {
    let now = 0;
    const clock = vi.spyOn(performance, 'now').mockImplementation(() => now);
    onTestFinished(() => clock.mockRestore());
    const retries = createRetries(100);
    const conflictingTwice = (last: () => string) => {
      let tries = 0;
      return async () => {
        tries += 1;
        await setImmediate();
        if (tries < 3) throw conflict();
        return last();
      };
    };
    const first = retries.run(conflictingTwice(() => ((now = 1_000), 'first')));
    const second = retries.run(conflictingTwice(() => 'second'));
    expect(await Promise.all([first, second])).toEqual(['first', 'second']);
  });

  test('conflicts that last longer than the patience make the storage unavailable', async () => {
    const error = conflict();
    const work = createRetries(20).run(() => Promise.reject(error));
    await expect(work).rejects.toBeInstanceOf(StorageUnavailable);
    await expect(work).rejects.toMatchObject({ cause: error });
  });
});
