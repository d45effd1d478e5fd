import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { createTicks, machineStart, machineUptime } from './ticks.ts';

describe('createTicks', () => {
  const clock = (ms = 0) => {
    const time = { ms };
    return { time, ticks: createTicks(() => time.ms, 'a start') };
  };

  test('since returns the age of a tick, at most two tenths of a second too low', () => {
    const { time, ticks } = clock(12_345);
    const tick = ticks.now();
    expect(Number.isSafeInteger(tick)).toBe(true);
    expect(ticks.since(tick)).toBe(0);
    for (const ms of [99, 1_000, 10_000, 12_000, 86_400_000, 20 * 365 * 86_400_000]) {
      time.ms = 12_345 + ms;
      expect(ms - (ticks.since(tick) ?? 0)).toBeLessThanOrEqual(200);
      expect(ticks.since(tick)).toBeLessThanOrEqual(ms);
    }
  });

  test('since returns undefined for ticks of another start, and for null', () => {
    const other = createTicks(() => 0, 'another start').now();
    for (const tick of [null, other, 0, -1, Number.MAX_SAFE_INTEGER]) expect(clock().ticks.since(tick)).toBeUndefined();
  });

  test('since returns infinity for a tick in the future', () => {
    const { time, ticks } = clock(10_000);
    const tick = ticks.now();
    time.ms = 0;
    expect(ticks.since(tick)).toBe(Number.POSITIVE_INFINITY);
  });
});

test.runIf(process.platform === 'linux')('all processes of a machine share their ticks', () => {
  const ticks = createTicks(machineUptime(), machineStart());
  const path = JSON.stringify(join(import.meta.dirname, 'ticks.ts'));
  const script = `import(${path}).then(({ createTicks, machineStart, machineUptime }) =>
    console.log(createTicks(machineUptime(), machineStart()).now()))`;
  const before = ticks.now();
  const theirs = Number(execFileSync(process.execPath, ['-e', script], { encoding: 'utf8' }));
  expect(theirs).toBeGreaterThanOrEqual(before);
  expect(theirs).toBeLessThanOrEqual(ticks.now());
});
