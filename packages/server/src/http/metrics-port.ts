import { createServer } from 'node:http';
import { AppError, noRoute } from '../core/errors.ts';
import { ConfigError } from '../platform/config/error.ts';
import { answerClientError, rejectTunnels } from './client-errors.ts';
import type { Metrics } from './metrics/metrics.ts';
import { ignoreResets } from './node-server.ts';
import { type Exchange, requestIdOf } from './wire/exchange.ts';
import { asError, refuse } from './wire/refusal.ts';

interface MetricsPort {
  readonly url: string;
  close(): Promise<void>;
}

const facts = (req: Exchange['req']) => ({ requestId: requestIdOf(req), startedAt: performance.now(), headers: [] });

function serve(metrics: Metrics, exchange: Exchange): void {
  const { req, res, requestId } = exchange;
  const send = (text: string): void => {
    res.writeHead(200, {
      'content-type': metrics.contentType,
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
      'x-request-id': requestId,
    });
    res.end(text);
  };
  const fail = (error: AppError): void => void refuse(exchange, asError(error));
  if (req.url?.split('?', 1)[0] !== '/metrics') fail(noRoute());
  else if (req.method !== 'GET') fail(new AppError('METHOD_NOT_ALLOWED', { allow: ['GET'] }));
  else metrics.text().then(send, () => fail(new AppError('INTERNAL')));
}

/** Serves only metrics, on a separate port. */
export function openMetricsPort(metrics: Metrics, host: string, port: number): Promise<MetricsPort> {
  return new Promise((resolve, reject) => {
    const server = createServer((req, res) => serve(metrics, { req, res, ...facts(req) }));
    ignoreResets(server);
    rejectTunnels(server);
    server.on('clientError', answerClientError);
    server.maxConnections = 20;
    server.once('error', (error: NodeJS.ErrnoException) => {
      reject(new ConfigError('METRICS_PORT', `cannot listen on ${host}:${port} (${error.code}): use a free port.`));
    });
    server.listen({ host, port }, () => {
      const address = server.address();
      const bound = typeof address === 'object' && address !== null ? address.port : port;
      resolve({
        url: `http://${host.includes(':') ? `[${host}]` : host}:${bound}/metrics`,
        close: () =>
          new Promise((closed) => {
            server.close(() => closed());
            server.closeAllConnections();
          }),
      });
    });
  });
}
