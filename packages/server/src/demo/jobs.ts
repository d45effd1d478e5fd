/** A kind of work: what customers say, and the parts it takes; `*` stands for the model's code. */
export interface Job {
  texts: readonly string[];
  /** The index in people.ts of the mechanic who knows it best. */
  mechanic: number;
  lines: readonly [sku: string, quantity: number][];
}

const job = (mechanic: number, texts: readonly string[], lines: Job['lines'] = []): Job => ({ mechanic, texts, lines });

export const jobs: readonly Job[] = [
  job(
    0,
    [
      'Annual service with oil and filters. The display has asked for it since last week.',
      'Oil service, please; the last one was 15,000 km ago.',
      'Service before a long trip to Kerry. Please look at the tyres, too.',
    ],
    [
      ['OIF-*', 1],
      ['OIL-5W30-1', 5],
      ['WSH-M14', 1],
      ['AIF-*', 1],
    ],
  ),
  job(
    1,
    ['The front brakes squeal when braking gently.', 'Grinding noise from the front wheels when braking hard.'],
    [
      ['BPF-*', 1],
      ['BDF-*', 2],
      ['CLN-BRK-500', 1],
    ],
  ),
  job(
    1,
    ['The garage for the NCT wrote down that the rear brakes are worn.', 'Handbrake holds only on the last notch.'],
    [
      ['BPR-*', 1],
      ['BRF-DOT4-05', 2],
    ],
  ),
  job(
    2,
    ['Does not start on cold mornings, only clicks.', 'Battery flat for the third time this month.'],
    [['BAT-70-AGM', 1]],
  ),
  job(
    3,
    ['Time for winter tyres: four new ones, please, and keep the summer set.', 'Four winter tyres, 16 inches.'],
    [
      ['TYR-20555R16-W', 4],
      ['VLV-TR414', 4],
      ['WGT-5G', 2],
    ],
  ),
  job(
    0,
    ['Timing belt is due, the book says so.', 'Coolant under the car; the water pump weeps.'],
    [
      ['TKW-*', 1],
      ['VRB-*', 1],
      ['CLT-G12-1', 3],
    ],
  ),
  job(
    0,
    ['The clutch slips uphill in fourth gear.', 'Smell of burnt clutch after parking on the hill.'],
    [['CLK-*', 1]],
  ),
  job(
    0,
    ['Engine stutters when accelerating, the yellow lamp flashes.', 'Rough idle, misfire on one cylinder.'],
    [
      ['SPK-*', 4],
      ['IGC-*', 1],
    ],
  ),
  job(
    1,
    ['Knocks over speed bumps, front left.', 'The car wanders on the motorway and bounces after every dip.'],
    [
      ['DRL-*', 2],
      ['SAF-*', 2],
    ],
  ),
  job(1, ['Humming noise that rises with the speed, louder in left bends.'], [['WBR-*', 1]]),
  job(
    2,
    ['Wipers smear, and the left dipped beam is out.', 'Lights and wipers for the NCT, please.'],
    [
      ['WIP-600', 1],
      ['WIP-450', 1],
      ['BLB-H7', 2],
    ],
  ),
  job(
    0,
    [
      'Temperature goes into the red in city traffic.',
      'The heater stays cold and the needle never reaches the middle.',
    ],
    [
      ['THM-*', 1],
      ['CLT-G12-1', 2],
    ],
  ),
  job(
    2,
    ['The air conditioning smells musty and no longer cools.'],
    [
      ['CAF-*', 1],
      ['ACR-1234-100', 4],
    ],
  ),
  job(
    3,
    ['Slow puncture, rear right: 0.5 bar a week.', 'Nail in the front left tyre.'],
    [
      ['PLU-KIT', 1],
      ['WGT-5G', 1],
    ],
  ),
  job(
    4,
    ['Exhaust rattles when cold.', 'Deep roar from under the car since the pothole on the N11.'],
    [
      ['EXC-55', 2],
      ['EXH-RUB', 2],
    ],
  ),
  job(4, [
    'Scratch along the right doors from a shopping trolley: what would it cost?',
    'The boot lid does not lock any more.',
  ]),
  job(2, ['Engine warning lamp came on twice and went out again. Please read the memory.']),
];
