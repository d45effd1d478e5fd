import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { CounterFile, CounterFiles } from './files.ts';

/** An account that the login page of a demo offers. */
export interface DemoAccount {
  email: string;
  password: string;
  role: string;
  firstName: string;
  lastName: string;
}

export interface Counter extends CounterFiles {
  /** Accounts whose passwords are public; empty unless the shop is the demo. */
  demoAccounts: readonly DemoAccount[];
}

const PAGE = '/';
const LINK_PAGE = '/e/';
const ONE_YEAR = 'public, max-age=31536000, immutable';
const REVALIDATE = 'no-cache';

const headers = {
  'content-security-policy': [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "style-src-attr 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; '),
  'cross-origin-opener-policy': 'same-origin',
  'referrer-policy': 'no-referrer',
};

// Everything else that a browser opens is a view of the app: the app itself shows what it does not know.
const reserved = new Set(['trpc', 'api', 'docs', 'openapi.json', 'healthz', 'readyz', 'metrics', 'assets']);

/** The route of the page that answers a path without a route of its own; undefined if none does. */
export function pageFor(method: string | undefined, path: string): string | undefined {
  if ((method !== 'GET' && method !== 'HEAD') || !path.startsWith('/')) return undefined;
  const [, first = ''] = path.split('/', 2);
  if (reserved.has(first)) return undefined;
  return first === 'e' ? LINK_PAGE : PAGE;
}

function encodingFor(request: FastifyRequest, file: CounterFile): 'br' | 'gzip' | undefined {
  const accepted = new Set(
    (request.headers['accept-encoding'] ?? '')
      .split(',')
      .map((item) => item.trim())
      .filter((item) => !/;\s*q=0(?:\.0*)?$/.test(item))
      .map((item) => item.split(';', 1)[0]),
  );
  return (['br', 'gzip'] as const).find((encoding) => file[encoding] !== undefined && accepted.has(encoding));
}

function sendFile(request: FastifyRequest, reply: FastifyReply, file: CounterFile, caching: string): FastifyReply {
  reply.header('cache-control', caching).header('etag', file.etag).header('vary', 'accept-encoding');
  if (request.headers['if-none-match'] === file.etag) return reply.code(304).send();
  const encoding = encodingFor(request, file);
  if (encoding !== undefined) reply.header('content-encoding', encoding);
  return reply.type(file.type).send((encoding && file[encoding]) ?? file.bytes);
}

/**
 * Serves the counter from memory: its pages, its files, and which demo accounts there are. Only files that the build
 * wrote have a route, so no path leaves the folder.
 */
export function registerCounter(app: FastifyInstance, { page, linkPage, assets, demoAccounts }: Counter): void {
  const withHead = { exposeHeadRoute: true };
  for (const [url, file] of [
    [PAGE, page],
    [LINK_PAGE, linkPage],
  ] as const) {
    app.get(url, withHead, (request, reply) => sendFile(request, reply.headers(headers), file, REVALIDATE));
  }
  for (const [name, file] of assets) {
    app.get(`/assets/${name}`, withHead, (request, reply) => sendFile(request, reply, file, ONE_YEAR));
  }
  app.get('/counter.json', withHead, (_request, reply) =>
    reply.header('cache-control', REVALIDATE).send({ demoAccounts }),
  );
}
