import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { rolldown } from 'rolldown';
import { expect, onTestFinished } from 'vitest';
import type { StreamOptions } from '../../../server/src/features/events/streams.ts';
import { realShop } from './real-shop.ts';

/** Bundles an app into one file for browsers. */
export async function bundle(input: string, alias: Record<string, string>): Promise<string> {
  const build = await rolldown({
    input,
    platform: 'browser',
    resolve: { alias },
    transform: { define: { 'process.env.NODE_ENV': '"production"' } },
    // React's "use client" is ignored; any other warning is an error.
    checks: { moduleLevelDirective: false },
    onLog: (_level, log) => expect.fail(log.message),
  });
  const { output } = await build.generate();
  await build.close();
  return output[0].code;
}

/** Serves a page with this script from one origin, and the shop from another, which allows it or not. */
export async function openPage(
  script: string,
  { allowed = true, streams = {} }: { allowed?: boolean; streams?: StreamOptions } = {},
) {
  let html = '';
  const pages = createServer((request, response) => {
    const isScript = request.url === '/app.js';
    response.writeHead(200, { 'content-type': isScript ? 'text/javascript' : 'text/html; charset=utf-8' });
    response.end(isScript ? script : html);
  });
  await new Promise<void>((resolve) => void pages.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    pages.closeAllConnections();
    pages.close();
  });
  const { port } = pages.address() as AddressInfo;
  const origin = `http://127.0.0.1:${port}`;
  const shop = await realShop({
    shop: { streams },
    front: { corsOrigins: allowed ? [origin] : ['https://elsewhere.example'] },
  });
  html = `<!doctype html><title>Shop</title><div id="root" data-shop="${shop.url}"></div><script type="module" src="/app.js"></script>`;
  return { ...shop, origin };
}
