import type { Page } from 'playwright-core';

/** A task that kept a page busy, in milliseconds. */
export interface Task {
  took: number;
  /** What of that the processor worked for it: on a machine with other work, the rest is waiting. */
  processor: number;
}

interface TraceEvent {
  name: string;
  pid: number;
  tid: number;
  /** In microseconds. */
  dur?: number;
  tdur?: number;
  args: { name?: string };
}

/** How long after an act its last tasks may come. */
const REST_MS = 500;

/** The longest task of the page's main thread while something was done. */
export async function longestTask(page: Page, act: () => Promise<void>): Promise<Task> {
  const browser = page.context().browser();
  if (!browser) throw new Error('The page has no browser.');
  await browser.startTracing(page, { categories: ['disabled-by-default-devtools.timeline'] });
  await act();
  await page.evaluate(`new Promise((resolve) => setTimeout(resolve, ${REST_MS}))`);
  const trace = await browser.stopTracing();
  const { traceEvents } = JSON.parse(trace.toString()) as { traceEvents: TraceEvent[] };
  const isMain = ({ name, args }: TraceEvent): boolean => name === 'thread_name' && args.name === 'CrRendererMain';
  const main = new Set(traceEvents.filter(isMain).map(({ pid, tid }) => `${pid} ${tid}`));
  const tasks = traceEvents
    .filter(({ name, pid, tid }) => name === 'RunTask' && main.has(`${pid} ${tid}`))
    .map(({ dur = 0, tdur = 0 }) => ({ took: dur / 1000, processor: tdur / 1000 }))
    .toSorted((a, b) => b.processor - a.processor);
  if (!tasks[0]) throw new Error('The trace has no tasks.');
  return tasks[0];
}
