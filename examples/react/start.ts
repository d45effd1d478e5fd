// `npm start`: serves this app with Vite, and a demo shop unless one is running or SHOP_URL names another.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { createServer } from 'vite';

const DEMO = join(import.meta.dirname, '../../packages/server/src/demo/main.ts');

const url = process.env['SHOP_URL'] || (await running()) || (await startDemo());
process.env['SHOP_URL'] = url;
const pages = await createServer({ root: import.meta.dirname, server: { host: '127.0.0.1' } });
await pages.listen();
console.log(`The app is at ${pages.resolvedUrls?.local[0]}, its shop at ${url}. Ctrl-C ends it.`);
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void pages.close());

/** The address of a running demo shop, if there is one. */
async function running(): Promise<string | undefined> {
  const address = `http://127.0.0.1:${process.env['PORT'] || 4000}`;
  const ready = await fetch(`${address}/readyz`).catch(() => undefined);
  return ready?.ok ? address : undefined;
}

/** Starts a demo shop that ends with this process; returns its address. */
async function startDemo(): Promise<string> {
  const demo = spawn(process.execPath, [DEMO, ...process.argv.slice(2)], { stdio: ['ignore', 'pipe', 'inherit'] });
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => demo.kill(signal));
  process.once('exit', () => demo.kill());
  for await (const line of createInterface({ input: demo.stdout })) {
    const said: unknown = JSON.parse(line);
    if (typeof said !== 'object' || said === null || !('msg' in said && 'url' in said)) continue;
    demo.stdout.resume();
    return String(said.url);
  }
  throw new Error('The demo shop ended before it was ready.');
}
