import type { OpeningHours } from '@mechanic-shop/shared';

const workday = [
  { from: '08:00', to: '12:30' },
  { from: '13:00', to: '17:30' },
];
const openingHours: OpeningHours = {
  monday: workday,
  tuesday: workday,
  wednesday: workday,
  thursday: workday,
  friday: workday,
  saturday: [{ from: '09:00', to: '13:00' }],
  sunday: [],
};

/** The settings of the Irish shop; Irish numbers that begin with 020 are reserved for fiction. */
export const DEMO_SETTINGS = {
  name: 'Brennan Motors',
  address: '27 Chandler’s Yard\nDublin 8',
  phone: '+353 20 910 0000',
  email: 'desk@demo.example',
  taxNumber: 'IE0000000W',
  currency: 'EUR',
  timeZone: 'Europe/Dublin',
  language: 'en-IE',
  mileageUnit: 'km',
  laborRateCents: 9_500,
  taxMode: 'exclusive',
  taxes: { partsPercent: 23, laborPercent: 13.5, subletPercent: 13.5, feesPercent: 23 },
  supplies: { percent: 2, capCents: 1_500 },
  estimateDays: 5,
  openingHours,
  documentNote: 'Parts and labor are guaranteed for 12 months.',
} as const;
