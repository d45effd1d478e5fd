import { describe, expect, test } from 'vitest';
import { customers } from '../features/accounts/demo-people.ts';
import { workdayBefore } from './calendar.ts';
import { cars, vinOf } from './cars.ts';
import { catalogue } from './catalogue.ts';
import { drawsFrom } from './random.ts';
import { stepsOf } from './steps.ts';
import { planVisits } from './visits.ts';

const HOUR = 3_600_000;

describe('workdayBefore', () => {
  test('workdayBefore skips Saturdays and Sundays', () => {
    const friday = new Date('2026-11-20T09:30:00.000Z');
    expect(workdayBefore(friday, 1).toISOString()).toBe('2026-11-19T00:00:00.000Z');
    expect(workdayBefore(friday, 5).toISOString()).toBe('2026-11-13T00:00:00.000Z');
    expect(workdayBefore(new Date('2026-11-22T00:00:00.000Z'), 1).toISOString()).toBe('2026-11-20T00:00:00.000Z');
  });
});

describe('the demo plan', () => {
  test('the plan has visits on working days only, and all of them end before now', () => {
    for (let hour = 0; hour < 24 * 8; hour += 5) {
      const now = new Date(Date.parse('2026-12-27T00:00:00.000Z') + hour * HOUR);
      for (const visit of planVisits(now)) {
        const times = stepsOf(visit).map(({ at }) => at.getTime());
        expect(times).toEqual(times.toSorted((a, b) => a - b));
        expect(Math.max(...times)).toBeLessThan(now.getTime());
        for (const at of times) expect([0, 6]).not.toContain(new Date(at).getUTCDay());
      }
    }
  });

  test('the plan covers every customer and uses only existing parts', () => {
    const visits = planVisits(new Date('2026-11-20T09:30:00.000Z'));
    expect(new Set(visits.map(({ vehicle }) => vehicle.customer)).size).toBe(customers.length);
    const skus = new Set(catalogue.map(({ sku }) => sku));
    expect(skus.size).toBe(catalogue.length);
    for (const { sku } of visits.flatMap(({ lines }) => lines)) expect(skus).toContain(sku);
  });
});

describe('demo VINs', () => {
  // 49 CFR 565.15: the tenth character is the model year.
  test.each([
    [2009, '9'],
    [2010, 'A'],
    [2018, 'J'],
    [2025, 'S'],
  ])('VINs of %i encode the model year', (year, code) => {
    for (const car of cars)
      expect(vinOf(car, year, drawsFrom(1))).toMatch(new RegExp(`^[A-HJ-NPR-Z0-9]{9}${code}[A-HJ-NPR-Z0-9]{7}$`));
  });
});
