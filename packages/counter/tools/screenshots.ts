// Takes the pictures of the documentation from a demo shop: `pnpm docs:screenshots`.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { BrowserContextOptions, Page } from 'playwright-core';
import { openDemoShop } from './demo-shop.ts';

const target = join(import.meta.dirname, '../../../docs/pictures');
const QUALITY = 55;

const desk: BrowserContextOptions = { viewport: { width: 1280, height: 760 } };
const phone: BrowserContextOptions = { viewport: { width: 390, height: 760 }, isMobile: true };

/** WebP, which is a third of PNG's size; Playwright itself writes only PNG and JPEG. */
async function picture(page: Page, name: string): Promise<void> {
  await page.evaluate('document.activeElement?.blur()');
  const debuggerOf = await page.context().newCDPSession(page);
  const { data } = await debuggerOf.send('Page.captureScreenshot', { format: 'webp', quality: QUALITY });
  const bytes = Buffer.from(data, 'base64');
  writeFileSync(join(target, `${name}.webp`), bytes);
  process.stdout.write(`${name}.webp ${Math.round(bytes.length / 1000)} KB\n`);
}

mkdirSync(target, { recursive: true });
const { url, shop, window, close } = await openDemoShop();
try {
  const { items } = await shop.tickets.list.query({ status: 'in_progress', limit: 100 });
  const [ticket] = items.toSorted((a, b) => b.parts.length + b.labor.length - (a.parts.length + a.labor.length));
  if (!ticket) throw new Error('The demo has no ticket in progress.');
  const quoted = await shop.tickets.list.query({ status: ['open', 'in_progress'], limit: 100 });
  const asked = quoted.items.toSorted((a, b) => b.jobs.length - a.jobs.length)[0] ?? ticket;

  const open = async (path: string, options: BrowserContextOptions, ready: string): Promise<Page> => {
    const page = await (await window(options)).newPage();
    await page.goto(`${url}${path}`);
    await page.locator(ready).first().waitFor();
    await page.waitForLoadState('networkidle', { timeout: 3000 }).catch(() => {});
    return page;
  };
  await picture(await open('/', desk, '[data-ticket]'), 'board');
  await picture(await open(`/tickets/${ticket.id}`, desk, 'h1'), 'ticket');
  const { code } = await shop.estimates.send.mutate({ ticketId: asked.id, message: 'Please have a look.' });
  await picture(await open(`/e/${code}`, phone, 'fieldset, [role="group"]'), 'link');
} finally {
  await close();
}
