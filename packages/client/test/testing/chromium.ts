import { existsSync } from 'node:fs';
import { type Browser, chromium } from 'playwright-core';
import { expect, onTestFinished } from 'vitest';

const executablePath = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find((path) =>
  existsSync(path),
);

export const hasChromium = executablePath !== undefined;

/** Starts the system's browser. */
export function launchChromium(): Promise<Browser> {
  return chromium.launch({ executablePath: executablePath ?? '', args: ['--no-sandbox'] });
}

/** Opens a page in a new window for one test; `broken` collects script errors. */
export async function visit(browser: Browser, address: string) {
  const context = await browser.newContext();
  onTestFinished(() => context.close());
  context.setDefaultTimeout(Number(process.env['SLOW_TEST_MS']) / 2);
  const page = await context.newPage();
  const broken: string[] = [];
  page.on('pageerror', ({ message }) => broken.push(message));
  const response = await page.goto(address);
  expect(response?.status()).toBe(200);
  return { page, broken };
}
