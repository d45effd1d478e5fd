import { minutesAfter } from './calendar.ts';
import { catalogue } from './catalogue.ts';
import type { Desk } from './desk.ts';
import { type Job, jobs } from './jobs.ts';
import type { Step } from './step.ts';

/** The settings of the Irish shop; Irish numbers that begin with 020 are reserved for fiction. */
const settings = {
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
  documentNote: 'Parts and labor are guaranteed for 12 months.',
} as const;

function createCannedJob({ owner, parts }: Desk, { name, labor, lines, extras }: Job) {
  return owner.call.cannedJobs.create({
    name,
    labor: [...labor],
    // Parts of one model are in no canned job: what its sku stands for differs by ticket.
    parts: lines.flatMap(([sku, quantity]) => {
      const partId = parts.get(sku);
      return partId === undefined ? [] : [{ partId, quantity }];
    }),
    extras: [...extras],
  });
}

/** The first day: the shop's settings, and its canned jobs once the shelves are full. */
export function openingSteps(openedAt: Date): Step[] {
  const stocked = minutesAfter(openedAt, catalogue.length);
  const canned = jobs.filter(({ isCanned }) => isCanned);
  return [
    { at: openedAt, run: ({ owner }) => owner.call.shop.update(settings) },
    ...canned.map((job, at): Step => ({
      at: minutesAfter(stocked, at),
      run: async (desk) => {
        desk.cannedJobs.set(job.name, (await createCannedJob(desk, job)).id);
      },
    })),
  ];
}
