import { expect, test } from 'vitest';
import { hoursChange, hoursOf, typedHours } from './hours-typed.ts';

const hours = {
  openingHours: {
    monday: [
      { from: '08:00', to: '12:00' },
      { from: '20:00', to: '24:00' },
    ],
    tuesday: [],
    wednesday: [],
    thursday: [],
    friday: [],
    saturday: [],
    sunday: [],
  },
  closures: [{ from: '2026-12-24', to: '2026-12-26', note: null }],
};

test('hours are typed as texts and read back, the end of a day as 00:00', () => {
  const typed = typedHours(hours);
  expect(typed.days.monday[1]).toMatchObject({ from: '20:00', to: '00:00' });
  expect(hoursOf(typed)).toEqual({ ...hours.openingHours, closures: hours.closures });
});

test('a closure without a last day is of one day; without a first day, or a time, there is nothing to save', () => {
  const typed = typedHours(hours);
  const closure = { key: 'new', from: '2027-01-06', to: '', note: ' Epiphany ' };
  expect(hoursOf({ ...typed, closures: [closure] })?.closures).toEqual([
    { from: '2027-01-06', to: '2027-01-06', note: 'Epiphany' },
  ]);
  expect(hoursOf({ ...typed, closures: [{ ...closure, from: '' }] })).toBeUndefined();
  const days = { ...typed.days, tuesday: [{ key: 'new', from: '09:00', to: '' }] };
  expect(hoursOf({ ...typed, days })).toBeUndefined();
});

test('only the days that changed replace those of the newest version', () => {
  const sunday = [{ from: '10:00', to: '12:00' }];
  const newest = { openingHours: { ...hours.openingHours, sunday } };
  expect(hoursChange({ monday: [] }, newest)).toEqual({
    openingHours: { ...hours.openingHours, monday: [], sunday },
  });
  expect(hoursChange({ closures: [] }, newest)).toEqual({ closures: [] });
});
