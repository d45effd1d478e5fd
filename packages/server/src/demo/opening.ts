import { DEMO_KEY } from '../features/api-keys/demo-key.ts';
import { DEMO_SETTINGS } from '../features/shop/demo-settings.ts';
import { DEMO_WEBHOOK } from '../features/webhooks/demo-webhook.ts';
import { minutesAfter } from './calendar.ts';
import { catalogue } from './catalogue.ts';
import type { Desk } from './desk.ts';
import { YEARLY_CHECK } from './inspection.ts';
import { type Job, jobs } from './jobs.ts';
import type { Step } from './step.ts';
import { suppliers } from './suppliers.ts';

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

/** A mechanic tries an API key for a while. */
function keySteps(at: Date): Step[] {
  let id = 0;
  return [
    {
      at,
      run: async (desk) => {
        ({ id } = await desk.mechanic(0).call.apiKeys.create(DEMO_KEY));
      },
    },
    { at: minutesAfter(at, 90), run: (desk) => desk.mechanic(0).call.apiKeys.revoke({ id }) },
  ];
}

/** The owner prepares a webhook, and leaves it off: the demo sends nothing. */
async function prepareWebhook({ owner }: Desk): Promise<void> {
  const { id } = await owner.call.webhooks.create(DEMO_WEBHOOK);
  await owner.call.webhooks.update({ id, active: false });
}

/** The first day: the shop's DEMO_SETTINGS, its suppliers, and its canned jobs once the shelves are full. */
export function openingSteps(openedAt: Date): Step[] {
  const stocked = minutesAfter(openedAt, catalogue.length);
  const canned = jobs.filter(({ isCanned }) => isCanned);
  return [
    { at: openedAt, run: ({ owner }) => owner.call.shop.update(DEMO_SETTINGS) },
    ...suppliers.map((supplier): Step => ({
      at: openedAt,
      run: async (desk) => desk.suppliers.push((await desk.owner.call.suppliers.create(supplier)).id),
    })),
    ...canned.map((job, at): Step => ({
      at: minutesAfter(stocked, at),
      run: async (desk) => {
        desk.cannedJobs.set(job.name, (await createCannedJob(desk, job)).id);
      },
    })),
    {
      at: minutesAfter(stocked, canned.length),
      run: async (desk) => {
        const { id, name } = await desk.owner.call.inspectionTemplates.create(YEARLY_CHECK);
        desk.inspectionTemplates.set(name, id);
      },
    },
    ...keySteps(minutesAfter(stocked, canned.length)),
    { at: minutesAfter(stocked, canned.length), run: prepareWebhook },
  ];
}
