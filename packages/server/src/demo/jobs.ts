/** Labor by the hour at the shop's rate, or at a fixed price. */
export type JobLabor = { description: string; hours: number } | { description: string; priceCents: number };

/** A fee, or work that another company does. */
export interface JobExtra {
  kind: 'fee' | 'sublet';
  description: string;
  amountCents: number;
}

/** A kind of work: what customers say, and what it takes. */
export interface Job {
  name: string;
  /** Whether the shop keeps it as a canned job, with the parts that fit every car. */
  isCanned: boolean;
  texts: readonly string[];
  /** The index in people.ts of the mechanic who knows it best. */
  mechanic: number;
  /** The parts; `*` stands for the model's code. */
  lines: readonly [sku: string, quantity: number][];
  labor: readonly JobLabor[];
  extras: readonly JobExtra[];
}

const hourly = (description: string, hours: number): JobLabor => ({ description, hours });
const fixed = (description: string, priceCents: number): JobLabor => ({ description, priceCents });
const fee = (description: string, amountCents: number): JobExtra => ({ kind: 'fee', description, amountCents });
const sublet = (description: string, amountCents: number): JobExtra => ({ kind: 'sublet', description, amountCents });

export const jobs: readonly Job[] = [
  {
    name: 'Oil service',
    isCanned: true,
    texts: [
      'Annual service with oil and filters. The display has asked for it since last week.',
      'Oil service, please; the last one was 15,000 km ago.',
      'Service before a long trip to Kerry. Please look at the tyres, too.',
    ],
    mechanic: 0,
    lines: [
      ['OIF-*', 1],
      ['OIL-5W30-1', 4.3],
      ['WSH-M14', 1],
      ['AIF-*', 1],
    ],
    labor: [hourly('Change oil and filters', 0.8), fixed('Check 30 points, reset the display', 2_500)],
    extras: [fee('Disposal of old oil', 350)],
  },
  {
    name: 'Front brakes',
    isCanned: true,
    texts: ['The front brakes squeal when braking gently.', 'Grinding noise from the front wheels when braking hard.'],
    mechanic: 1,
    lines: [
      ['BPF-*', 1],
      ['BDF-*', 2],
      ['CLN-BRK-500', 1],
    ],
    labor: [hourly('Fit pads and discs, front', 1.3), hourly('Test drive, bed in the brakes', 0.25)],
    extras: [],
  },
  {
    name: 'Rear brakes',
    isCanned: true,
    texts: [
      'The garage for the NCT wrote down that the rear brakes are worn.',
      'Handbrake holds only on the last notch.',
    ],
    mechanic: 1,
    lines: [
      ['BPR-*', 1],
      ['BRF-DOT4-05', 2],
    ],
    labor: [hourly('Fit pads, rear', 1), hourly('Change brake fluid', 0.6)],
    extras: [fee('Disposal of brake fluid', 250)],
  },
  {
    name: 'Battery',
    isCanned: true,
    texts: ['Does not start on cold mornings, only clicks.', 'Battery flat for the third time this month.'],
    mechanic: 2,
    lines: [['BAT-70-AGM', 1]],
    labor: [hourly('Test the charging system', 0.3), hourly('Fit and register the battery', 0.4)],
    extras: [fee('Battery recycling', 500)],
  },
  {
    name: 'Winter tyres, 16 inches',
    isCanned: true,
    texts: ['Time for winter tyres: four new ones, please, and keep the summer set.', 'Four winter tyres, 16 inches.'],
    mechanic: 3,
    lines: [
      ['TYR-20555R16-W', 4],
      ['VLV-TR414', 4],
      ['WGT-5G', 2],
    ],
    labor: [fixed('Fit and balance four tyres', 6_000)],
    extras: [fee('Storage of a set of wheels for a season', 4_500)],
  },
  {
    name: 'Timing belt and water pump',
    isCanned: true,
    texts: ['Timing belt is due, the book says so.', 'Coolant under the car; the water pump weeps.'],
    mechanic: 0,
    lines: [
      ['TKW-*', 1],
      ['VRB-*', 1],
      ['CLT-G12-1', 2.5],
    ],
    labor: [hourly('Fit timing kit and water pump', 3.8), hourly('Fill and bleed the cooling system', 0.5)],
    extras: [fee('Disposal of coolant', 400)],
  },
  {
    name: 'Clutch',
    isCanned: true,
    texts: ['The clutch slips uphill in fourth gear.', 'Smell of burnt clutch after parking on the hill.'],
    mechanic: 0,
    lines: [
      ['CLK-*', 1],
      ['OIL-GL4-75W-1', 1.9],
    ],
    labor: [hourly('Take out the gearbox, fit the clutch', 5.5)],
    extras: [],
  },
  {
    name: 'Ignition',
    isCanned: true,
    texts: ['Engine stutters when accelerating, the yellow lamp flashes.', 'Rough idle, misfire on one cylinder.'],
    mechanic: 0,
    lines: [
      ['SPK-*', 4],
      ['IGC-*', 1],
    ],
    labor: [hourly('Find the misfire', 0.75), hourly('Fit plugs and coil', 0.7)],
    extras: [],
  },
  {
    name: 'Shock absorbers, front',
    isCanned: true,
    texts: ['Knocks over speed bumps, front left.', 'The car wanders on the motorway and bounces after every dip.'],
    mechanic: 1,
    lines: [
      ['DRL-*', 2],
      ['SAF-*', 2],
    ],
    labor: [hourly('Fit shock absorbers and drop links', 2.4)],
    extras: [sublet('Wheel alignment', 6_500)],
  },
  {
    name: 'Wheel bearing',
    isCanned: false,
    texts: ['Humming noise that rises with the speed, louder in left bends.'],
    mechanic: 1,
    lines: [['WBR-*', 1]],
    labor: [hourly('Press in the wheel bearing', 1.6)],
    extras: [],
  },
  {
    name: 'Lights and wipers',
    isCanned: true,
    texts: ['Wipers smear, and the left dipped beam is out.', 'Lights and wipers for the NCT, please.'],
    mechanic: 2,
    lines: [
      ['WIP-600', 1],
      ['WIP-450', 1],
      ['BLB-H7', 2],
    ],
    labor: [hourly('Fit bulbs and wipers, set the headlamps', 0.5)],
    extras: [],
  },
  {
    name: 'Thermostat',
    isCanned: true,
    texts: [
      'Temperature goes into the red in city traffic.',
      'The heater stays cold and the needle never reaches the middle.',
    ],
    mechanic: 0,
    lines: [
      ['THM-*', 1],
      ['CLT-G12-1', 1.8],
    ],
    labor: [hourly('Fit the thermostat, bleed the cooling system', 1.1)],
    extras: [fee('Disposal of coolant', 400)],
  },
  {
    name: 'Air conditioning service',
    isCanned: true,
    texts: ['The air conditioning smells musty and no longer cools.'],
    mechanic: 2,
    lines: [
      ['CAF-*', 1],
      ['ACR-1234-100', 4],
    ],
    labor: [
      fixed('Recover, evacuate and fill the system', 7_500),
      hourly('Fit cabin filter, disinfect the evaporator', 0.6),
    ],
    extras: [],
  },
  {
    name: 'Puncture repair',
    isCanned: true,
    texts: ['Slow puncture, rear right: 0.5 bar a week.', 'Nail in the front left tyre.'],
    mechanic: 3,
    lines: [
      ['PLU-KIT', 1],
      ['WGT-5G', 1],
    ],
    labor: [fixed('Repair and balance a tyre', 2_000)],
    extras: [],
  },
  {
    name: 'Exhaust',
    isCanned: false,
    texts: ['Exhaust rattles when cold.', 'Deep roar from under the car since the pothole on the N11.'],
    mechanic: 4,
    lines: [
      ['EXC-55', 2],
      ['EXH-RUB', 2],
    ],
    labor: [hourly('Refit and seal the exhaust', 0.9)],
    extras: [sublet('Weld the silencer', 8_000)],
  },
  {
    name: 'Body and locks',
    isCanned: false,
    texts: [
      'Scratch along the right doors from a shopping trolley: what would it cost?',
      'The boot lid does not lock any more.',
    ],
    mechanic: 4,
    lines: [],
    labor: [hourly('Take off the trim, set the panel', 1.2)],
    extras: [sublet('Paint shop', 28_000)],
  },
  {
    name: 'Diagnosis',
    isCanned: true,
    texts: ['Engine warning lamp came on twice and went out again. Please read the memory.'],
    mechanic: 2,
    lines: [],
    labor: [fixed('Read the fault memory and report', 5_500)],
    extras: [],
  },
];
