import type { RequestListener, Server } from 'node:http';
import { type FastifyInstance, type FastifyReply, fastify } from 'fastify';
import { AppError, noRoute } from '../core/errors.ts';
import type { Log } from '../platform/log/log.ts';
import { answerClientError } from './client-errors.ts';
import { type Counter, pageFor, registerCounter } from './counter/register.ts';
import type { Readiness } from './health.ts';
import { registerHome } from './home.ts';
import type { Metrics } from './metrics/metrics.ts';
import { registerDocs } from './rest/docs/register.ts';
import { type Exchange, millisecondsSince, requestIdOf } from './wire/exchange.ts';
import { asError, refusalHeaders, refusalOf } from './wire/refusal.ts';

export interface FastifyAppOptions {
  log: Log;
  maxBodyBytes: number;
  readiness(): Promise<Readiness>;
  /** The headers of every response, such as those of CORS. */
  headersFor(req: Exchange['req']): readonly string[];
  /** Metrics, when they are served on this port. */
  metrics?: Pick<Metrics, 'contentType' | 'text'> | undefined;
  /** The web app; without it, `/` describes the server. */
  counter?: Counter | undefined;
  /** Takes the request listener and returns the server that uses it. */
  serve(listener: RequestListener): Server;
}

const isAppError = (error: unknown): error is AppError => error instanceof AppError;

// No route has this path. Fastify's router reads paths as patterns, so it sees only known ones.
const UNKNOWN_PATH = '/-';
const PROBES = new Set(['/healthz', '/readyz']);

function sendRefusal(reply: FastifyReply, error: AppError): FastifyReply {
  const refusal = refusalOf(asError(error), { requestId: reply.request.id });
  const headers = refusalHeaders(refusal.status, [refusal]);
  for (let at = 0; at < headers.length; at += 2) reply.header(headers[at] ?? '', headers[at + 1]);
  return reply.code(refusal.status).header('cache-control', 'no-store').send(refusal.body);
}

/** Everything that is not performance-critical: health and documentation. In Fastify, with the same error shape. */
export function createFastifyApp(options: FastifyAppOptions): FastifyInstance {
  const { log, maxBodyBytes, readiness, headersFor, counter, serve } = options;
  const methodsOf = new Map<string, string[]>();
  const pathOf = (url = '/'): string => url.split('?', 1)[0] ?? url;
  const app = fastify({
    rewriteUrl: ({ url, method }) => {
      if (methodsOf.has(pathOf(url))) return url ?? '/';
      return (counter && pageFor(method, pathOf(url))) ?? UNKNOWN_PATH;
    },
    serverFactory: (handler) => serve(handler),
    genReqId: requestIdOf,
    bodyLimit: maxBodyBytes,
    exposeHeadRoutes: false,
    logger: false,
    clientErrorHandler: answerClientError,
    // The HTTP server does this itself, with its own error shape.
    return503OnClosing: false,
    frameworkErrors: (_error, request, reply) => {
      reply.header('x-request-id', request.id).header('x-content-type-options', 'nosniff');
      void sendRefusal(reply, noRoute());
    },
  });

  app.addHook('onRoute', ({ url, method }) => {
    methodsOf.set(url, [...(methodsOf.get(url) ?? []), ...[method].flat()]);
  });
  const starts = new WeakMap<object, number>();
  app.addHook('onRequest', async (request, reply) => {
    starts.set(request, performance.now());
    reply.header('x-request-id', request.id).header('x-content-type-options', 'nosniff');
    const headers = headersFor(request.raw);
    for (let at = 0; at < headers.length; at += 2) reply.header(headers[at] ?? '', headers[at + 1]);
    if (!request.is404) return undefined;
    // Before any body is read.
    const allow = methodsOf.get(pathOf(request.url)) ?? [];
    return sendRefusal(reply, allow.length > 0 ? new AppError('METHOD_NOT_ALLOWED', { allow }) : noRoute());
  });
  app.addHook('onResponse', async (request, reply) => {
    const ms = millisecondsSince(starts.get(request) ?? performance.now());
    const url = pathOf(request.url);
    const facts = { requestId: request.id, status: reply.statusCode, ms };
    if (PROBES.has(url)) log.debug({ ...facts, route: url }, 'probe');
    else log.info({ ...facts, ...(request.is404 ? {} : { route: request.routeOptions.url }) }, 'request');
  });
  app.setNotFoundHandler((_request, reply) => sendRefusal(reply, noRoute()));
  app.setErrorHandler((error, request, reply) => {
    if (isAppError(error)) return sendRefusal(reply, error);
    log.error({ requestId: request.id, error }, 'unexpected error');
    return sendRefusal(reply, new AppError('INTERNAL'));
  });

  const probe = { exposeHeadRoute: true, logLevel: 'silent' } as const;
  app.get('/healthz', probe, async (_request, reply) =>
    reply.header('cache-control', 'no-store').send({ status: 'ok' }),
  );
  app.get('/readyz', probe, async (_request, reply) => {
    const { ready, body } = await readiness();
    reply.code(ready ? 200 : 503).header('cache-control', 'no-store');
    if (!ready) reply.header('retry-after', '1');
    return reply.send(body);
  });
  registerDocs(app);
  if (counter) registerCounter(app, counter);
  else registerHome(app);
  const { metrics } = options;
  if (metrics) {
    app.get('/metrics', async (_request, reply) =>
      reply
        .type(metrics.contentType)
        .header('cache-control', 'no-store')
        .send(await metrics.text()),
    );
  }
  return app;
}
