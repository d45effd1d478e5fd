import type { IncomingMessage, RequestListener, Server, ServerResponse } from 'node:http';
import { AppError } from '../core/errors.ts';
import type { Shop } from '../core/shop.ts';
import type { TrustProxy } from '../platform/config/config.ts';
import type { Log } from '../platform/log/log.ts';
import { ping } from '../platform/ping.ts';
import { addressReader } from './address.ts';
import { refusalText, rejectTunnels } from './client-errors.ts';
import { createCors } from './cors.ts';
import type { Counter } from './counter/register.ts';
import { createDrain } from './drain.ts';
import { createFastifyApp } from './fastify-app.ts';
import { createReadiness } from './health.ts';
import { listen } from './listen.ts';
import type { Metrics } from './metrics/metrics.ts';
import { MAX_HEADERS, createNodeServer, nodeLimits } from './node-server.ts';
import { PREFIX as REST_PREFIX } from './rest/match.ts';
import { createRest } from './rest/rest.ts';
import { createTrpcHandler } from './trpc/handler.ts';
import { PREFIX } from './trpc/route.ts';
import { CLOSE, answer } from './wire/answer.ts';
import { type Exchange, requestIdOf } from './wire/exchange.ts';
import { createPipeline } from './wire/pipeline.ts';
import { asError, refuse } from './wire/refusal.ts';

/** Options of the HTTP server; a part of the configuration. */
export interface HttpServerOptions {
  host: string;
  port: number;
  maxBodyBytes: number;
  maxBatch: number;
  drainSeconds: number;
  keepAliveSeconds: number;
  corsOrigins: readonly string[];
  trustProxy: TrustProxy | undefined;
  /** Metrics to serve on this port; undefined when `/metrics` is not served here. */
  metricsHere?: Pick<Metrics, 'contentType' | 'text'> | undefined;
  /** The web app to serve; undefined for none. */
  counterApp?: Counter | undefined;
}

export interface ListeningServer {
  /** Its base URL, such as `http://127.0.0.1:4000`. */
  readonly url: string;
  /** Rejects new requests, finishes running ones, then closes the port. */
  close(): Promise<void>;
}

// The part of the drain time reserved for closing connections and the database.
const CLOSING_MS = 500;
const LAST_ANSWERS_MS = 200;

function closeServer(server: Server): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => server.closeAllConnections(), LAST_ANSWERS_MS);
    server.close(() => {
      clearTimeout(timer);
      resolve();
    });
    server.closeIdleConnections();
  });
}

const NO_SNIFFING = ['x-content-type-options', 'nosniff'];

/** A problem with a request that node:http could parse. */
function faultOf({ headers, rawHeaders, httpVersion }: IncomingMessage): readonly [number, string] | null {
  if (rawHeaders.length > 2 * MAX_HEADERS) return [431, `Send at most ${MAX_HEADERS} headers.`];
  if (headers.host === undefined && httpVersion === '1.1') return [400, 'Send a Host header.'];
  return null;
}

/** Opens the port and serves a shop: tRPC and REST by their own handlers, everything else by Fastify. */
export async function openHttpServer(shop: Shop, options: HttpServerOptions, log: Log): Promise<ListeningServer> {
  const drain = createDrain();
  const cors = createCors(options.corsOrigins);
  const headersFor = (req: IncomingMessage): readonly string[] =>
    drain.draining ? [...cors.headersFor(req), ...CLOSE] : cors.headersFor(req);
  const pipeline = createPipeline({
    shop,
    log,
    maxBodyBytes: options.maxBodyBytes,
    addressOf: addressReader(options.trustProxy),
    isDraining: () => drain.draining,
  });
  const trpcHandler = createTrpcHandler(pipeline, { maxBatch: options.maxBatch });
  const rest = createRest(pipeline);

  const serveCalls = (serve: typeof trpcHandler, req: IncomingMessage, res: ServerResponse): void => {
    const exchange: Exchange = {
      req,
      res,
      requestId: requestIdOf(req),
      startedAt: performance.now(),
      headers: headersFor(req),
    };
    const failed = (error: unknown): void => {
      log.error({ requestId: exchange.requestId, error }, 'unexpected error');
      refuse(exchange, asError(new AppError('INTERNAL')));
    };
    try {
      const served = serve(exchange);
      if (served instanceof Promise) served.catch(failed);
    } catch (error) {
      failed(error);
    }
  };

  const listenerOf =
    (fastifyApp: RequestListener): RequestListener =>
    (req, res) => {
      drain.begin(res);
      const fault = faultOf(req);
      const preflight = fault ? null : cors.preflight(req);
      if (fault) {
        const requestId = requestIdOf(req);
        const exchange = { req, res, requestId, startedAt: performance.now(), headers: CLOSE };
        answer(exchange, fault[0], refusalText(...fault, requestId));
      } else if (preflight) {
        const always = ['cache-control', 'no-store', 'x-request-id', requestIdOf(req), ...NO_SNIFFING];
        res.writeHead(204, [...always, ...headersFor(req), ...preflight]).end();
      } else if (req.url?.startsWith(PREFIX)) serveCalls(trpcHandler, req, res);
      else if (req.url?.startsWith(REST_PREFIX)) serveCalls(rest, req, res);
      else fastifyApp(req, res);
    };

  let server: Server | undefined;
  const fastifyApp = createFastifyApp({
    log,
    maxBodyBytes: options.maxBodyBytes,
    readiness: createReadiness({
      probe: () => ping(shop.database),
      isDraining: () => drain.draining,
      failingDependencies: () => shop.failingDependencies(),
    }),
    metrics: options.metricsHere,
    counter: options.counterApp,
    headersFor,
    serve: (handler) => {
      server = createNodeServer(listenerOf(handler), {
        ...nodeLimits,
        keepAliveTimeout: options.keepAliveSeconds * 1000,
      });
      rejectTunnels(server);
      return server;
    },
  });
  await fastifyApp.ready();
  if (!server) throw new Error('Fastify did not request a server.');
  const url = await listen(server, options);

  let closing: Promise<void> | undefined;
  const close = async (): Promise<void> => {
    const drained = drain.start(Math.max(options.drainSeconds * 1000 - CLOSING_MS, 0));
    // Their clients resume elsewhere.
    shop.streams.close();
    await drained;
    await closeServer(server as Server);
    await fastifyApp.close();
  };
  return { url, close: () => (closing ??= close()) };
}
