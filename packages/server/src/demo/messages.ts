import { minutesAfter } from './calendar.ts';
import type { Desk } from './desk.ts';
import type { Step } from './step.ts';
import type { Visit } from './visit.ts';
import { mechanicOf } from './work-steps.ts';

/** What customers ask who open their tickets themselves, and what the shop answers. */
const exchanges = [
  ['Can I wait while you work on it?', 'Yes, there is coffee in the office.'],
  ['Do you have a car for me in the meantime?', 'We keep the small red one for you.'],
  ['Please call me before you order parts.', 'We will. Nothing is ordered without your word.'],
  ['Could I collect it after five?', 'Yes, we are here until six today.'],
] as const;

/** What mechanics write for each other. */
const notes = [
  'The wheel lock key is in the glove box.',
  'Careful: the bonnet catch sticks.',
  'Ask about the warning light when they collect it.',
] as const;

interface MessageSteps {
  /** After the ticket is opened. */
  before: Step[];
  /** While the ticket is in progress. */
  during: Step[];
}

/** The messages of a visit, in order. `ticketId` works once the ticket is open. */
export function messageSteps(visit: Visit, ticketId: () => number): MessageSteps {
  const { online, openedAt, startedAt, vehicle, work } = visit;
  const [question, answer] = exchanges[vehicle.customer % exchanges.length] ?? exchanges[0];
  const post = (at: Date, run: (desk: Desk, ticketId: number) => Promise<unknown>): Step => ({
    at,
    run: (desk) => run(desk, ticketId()),
  });
  let asked = 0;
  const ask = post(minutesAfter(openedAt, 10), async (desk, id) => {
    const customer = await desk.customer(vehicle.customer);
    asked = (await customer.call.messages.post({ ticketId: id, text: question })).id;
  });
  const reply = post(minutesAfter(startedAt, 2), async (desk, id) => {
    const { messages } = mechanicOf(desk, visit).call;
    await messages.markRead({ ticketId: id, upTo: asked });
    await messages.post({ ticketId: id, text: answer });
  });
  const note = post(minutesAfter(startedAt, 14), (desk, id) => {
    const text = notes[vehicle.customer % notes.length] ?? notes[0];
    return mechanicOf(desk, visit).call.messages.post({ ticketId: id, text, internal: true });
  });
  return { before: online ? [ask] : [], during: [...(online ? [reply] : []), ...(work.isDetailed ? [note] : [])] };
}
