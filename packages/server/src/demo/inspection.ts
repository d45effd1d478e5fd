import type { RouterInputs } from '@mechanic-shop/shared';
import { minutesAfter } from './calendar.ts';
import type { Desk } from './desk.ts';
import type { Step } from './step.ts';
import type { Visit } from './visit.ts';
import { mechanicOf } from './work-steps.ts';

type Template = RouterInputs['inspectionTemplates']['create'];
type Found = Omit<RouterInputs['inspections']['record']['items'][number], 'itemId'>;

/** What a yearly check looks at. */
export const YEARLY_CHECK: Template = {
  name: 'Yearly check',
  items: [
    { group: 'Brakes', name: 'Front pads' },
    { group: 'Brakes', name: 'Rear pads' },
    { group: 'Brakes', name: 'Brake fluid' },
    { group: 'Tyres', name: 'Tread depth' },
    { group: 'Tyres', name: 'Pressure' },
    { group: 'Lights', name: 'Headlights' },
    { group: 'Lights', name: 'Brake lights' },
    { group: 'Engine', name: 'Oil level' },
    { group: 'Engine', name: 'Belts' },
    { group: 'Engine', name: 'Coolant' },
    { group: 'Underbody', name: 'Exhaust' },
    { group: 'Underbody', name: 'Shock absorbers' },
    { group: 'Electrics', name: 'Battery' },
  ],
};

/** What is found, by the place in the template; all else is fine, and the underbody waits for the lift. */
const findings: ReadonlyMap<number, Found> = new Map([
  [0, { result: 'soon', measure: '3.2 mm', note: 'Good for another 5,000 km.' }],
  [3, { result: 'ok', measure: '5.1 mm' }],
  [7, { result: 'now', note: 'Half a litre low. Topped up.' }],
  [10, { result: 'not_checked' }],
  [11, { result: 'not_checked' }],
  [12, { result: 'ok', measure: '12.6 V' }],
]);

/** The yearly check of a visit, from its start to its end. `ticketId` works once the ticket is open. */
export function inspectionSteps(visit: Visit, ticketId: () => number): Step[] {
  const { outcome, startedAt, vehicle, work } = visit;
  // Those of the demo's customer, who can read them.
  if (outcome !== 'completed' || vehicle.customer !== 0 || !work.isDetailed) return [];
  let inspection: { id: number; items: { id: number }[] } = { id: 0, items: [] };
  const inspections = (desk: Desk) => mechanicOf(desk, visit).call.inspections;
  const step = (minutes: number, run: (desk: Desk) => Promise<unknown>): Step => ({
    at: minutesAfter(startedAt, minutes),
    run,
  });
  return [
    step(16, async (desk) => {
      const templateId = desk.inspectionTemplates.get(YEARLY_CHECK.name) ?? 0;
      inspection = await inspections(desk).start({ ticketId: ticketId(), templateId });
    }),
    step(30, (desk) => {
      const items = inspection.items.map(({ id }, at) => ({ itemId: id, result: 'ok' as const, ...findings.get(at) }));
      return inspections(desk).record({ id: inspection.id, items });
    }),
    step(32, (desk) => inspections(desk).finish({ id: inspection.id })),
  ];
}
