import { createHash } from 'node:crypto';
import type { FastifyInstance } from 'fastify';

const style = `
body { font: 1rem/1.5 system-ui, sans-serif; max-width: 40rem; margin: 3rem auto; padding: 0 1rem; }
:root { color-scheme: light dark; }
`;

const item = (href: string, text: string, about: string): string => `<li><a href="${href}">${text}</a>: ${about}</li>`;

// Relative links, so that the page works behind a proxy with a path prefix.
function pageWith(items: string[]): string {
  return `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>Mechanic shop</title>
    <style>${style}</style>
  </head>
  <body>
    <h1>Mechanic shop</h1>
    <p>This is the server of a car repair shop: an API for its customers, vehicles, tickets and parts.</p>
    <ul>
      ${items.join('\n      ')}
    </ul>
    <p>Programs call tRPC under <code>/trpc</code> and plain HTTP under <code>/api</code>.
    In a terminal, the <code>shop</code> command works with this address.</p>
  </body>
</html>
`;
}

const digest = createHash('sha256').update(style).digest('base64');
const securityPolicy = [
  "default-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  `style-src 'sha256-${digest}'`,
].join('; ');

/** Serves the start page. Register it after the pages it links to. */
export function registerHome(app: FastifyInstance): void {
  const docs = app.hasRoute({ method: 'GET', url: '/docs' });
  const html = pageWith([
    ...(docs ? [item('docs', 'The API', 'every call, to read and to try')] : []),
    item('openapi.json', 'OpenAPI', 'the same for programs'),
    item('readyz', 'State', 'whether the server is ready'),
  ]);
  app.get('/', { exposeHeadRoute: true }, async (_request, reply) =>
    reply
      .type('text/html; charset=utf-8')
      .header('cache-control', 'no-cache')
      .header('content-security-policy', securityPolicy)
      .header('referrer-policy', 'no-referrer')
      .send(html),
  );
}
