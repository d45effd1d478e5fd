// Measures what docs/counter.md claims: `pnpm --filter @mechanic-shop/counter first-view`.
import { cpus, loadavg } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import type { ShopClient } from '@mechanic-shop/client';
import type { BrowserContext, Page } from 'playwright-core';
import { type DemoShop, openDemoShop } from './demo-shop.ts';
import { type Task, longestTask } from './longest-task.ts';
import { scriptBytes } from './script-bytes.ts';

const VISITS = 9;
const FULL = 100;
const TRIES = 5;
const SCROLL = 400;
/** A new window loads pages of the browser itself, which are there before someone opens the shop. */
const SETTLED_MS = 2000;

/** Notes when an element is there first, in milliseconds since the navigation. */
const noteFirst = (selector: string): string => `
  new MutationObserver((_records, observer) => {
    if (!document.querySelector(${JSON.stringify(selector)})) return;
    requestAnimationFrame(() => { window.firstView = performance.now(); });
    observer.disconnect();
  }).observe(document, { childList: true, subtree: true });
`;

const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;

/** The median, with the least and the most. */
function range(times: readonly number[]): string {
  const [middle, least, most] = [median(times), Math.min(...times), Math.max(...times)].map(Math.round);
  return `${middle} ms (${least} to ${most})`;
}

const say = (line: string): void => void process.stdout.write(`${line}\n`);

async function visit(context: BrowserContext, url: string, selector: string): Promise<{ page: Page; ms: number }> {
  const page = await context.newPage();
  await page.addInitScript(noteFirst(selector));
  await sleep(SETTLED_MS);
  await page.goto(url);
  const ms: number = await page.evaluate(`new Promise((resolve) => {
    const look = () => (window.firstView === undefined ? requestAnimationFrame(look) : resolve(window.firstView));
    look();
  })`);
  return { page, ms };
}

async function firstView(demo: DemoShop, name: string, path: string, selector: string): Promise<void> {
  const times: number[] = [];
  let bytes = 0;
  for (let at = 0; at < VISITS; at += 1) {
    const context = await demo.window();
    const { page, ms } = await visit(context, `${demo.url}${path}`, selector);
    times.push(ms);
    bytes = await scriptBytes(page);
    await context.close();
  }
  say(`${name}: ${range(times)}, ${Math.round(bytes / 1000)} KB of scripts with gzip`);
}

/** Fills each column up to a hundred tickets. */
async function fillBoard(shop: ShopClient): Promise<void> {
  const { items: customers } = await shop.customers.list.query({ limit: 50 });
  const make = async (at: number): Promise<void> => {
    const customerId = customers[at % customers.length]?.id;
    const { id } = await shop.tickets.create.mutate({
      customerId,
      description: `A longer list of things to do, ${at}`,
    });
    const column = at % 4;
    if (column === 2) await shop.tickets.setHold.mutate({ id, hold: { reason: 'waiting_parts' } });
    if (column === 1 || column === 3) await shop.tickets.setStatus.mutate({ id, status: 'in_progress' });
    if (column === 3) await shop.tickets.setStatus.mutate({ id, status: 'completed' });
  };
  for (let at = 0; at < 4 * FULL; at += 1) await make(at);
}

async function fullBoard({ shop, url, window }: DemoShop): Promise<void> {
  await fillBoard(shop);
  const context = await window();
  const { page, ms } = await visit(context, url, '[data-ticket]');
  const cards = page.locator('[data-ticket]');
  await cards.nth(4 * FULL - 1).waitFor();
  say(`Board with ${await cards.count()} cards: ${Math.round(ms)} ms to the first`);
  const tasks: Record<string, Task[]> = { scrolling: [], "another's change": [], 'a move': [] };
  for (let at = 0; at < TRIES; at += 1) {
    tasks['scrolling']?.push(await longestTask(page, () => scroll(page, at % 2 === 0 ? SCROLL : -SCROLL)));
    tasks["another's change"]?.push(await longestTask(page, () => moveByAnother(page, shop)));
    tasks['a move']?.push(await longestTask(page, () => moveByKeyboard(page)));
  }
  for (const [name, all] of Object.entries(tasks)) {
    const [took, processor] = (['took', 'processor'] as const).map((key) => all.map((task) => task[key]));
    say(`Longest task of ${name}: ${range(took ?? [])}, of which ${range(processor ?? [])} of processor time`);
  }
}

async function scroll(page: Page, by: number): Promise<void> {
  for (let at = 0; at < 40; at += 1) {
    await page.mouse.wheel(0, by);
    await page.evaluate('new Promise(requestAnimationFrame)');
  }
}

async function moveByAnother(page: Page, shop: ShopClient): Promise<void> {
  const { items } = await shop.tickets.list.query({ status: 'open', onHold: false, limit: 1 });
  const id = items[0]?.id ?? 0;
  await shop.tickets.setStatus.mutate({ id, status: 'in_progress' });
  await page.locator(`[data-column="in_progress"] [data-ticket="${id}"]`).waitFor();
}

async function moveByKeyboard(page: Page): Promise<void> {
  const first = page.locator('[data-column="open"] [data-ticket]').first();
  const id = await first.getAttribute('data-ticket');
  await first.focus();
  await page.keyboard.press('Shift+ArrowRight');
  await page.locator(`[data-column="in_progress"] [data-ticket="${id}"]`).waitFor();
}

const demo = await openDemoShop();
try {
  const { items } = await demo.shop.tickets.list.query({ status: 'in_progress', limit: 100 });
  const asked = items.find(({ jobs }) => jobs.length > 0);
  if (!asked) throw new Error('The demo has no ticket with jobs.');
  const { code } = await demo.shop.estimates.send.mutate({ ticketId: asked.id });
  say(
    `${new Date().toISOString().slice(0, 10)}, ${cpus().length} × ${cpus()[0]?.model}, load ${loadavg()[0]?.toFixed(1)}`,
  );
  await firstView(demo, 'Board', '/', '[data-ticket]');
  await firstView(demo, 'Link', `/e/${code}`, '[role="group"], fieldset');
  await fullBoard(demo);
} finally {
  await demo.close();
}
