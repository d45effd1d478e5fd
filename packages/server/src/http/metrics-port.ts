import { createServer } from 'node:http';
import { ConfigError } from '../config/error.ts';
import type { Metrics } from '../metrics/metrics.ts';

interface MetricsPort {
  readonly url: string;
  close(): Promise<void>;
}

/** Serves metrics, and nothing else, on a port of their own. */
export const openMetricsPort = (metrics: Metrics, host: string, port: number): Promise<MetricsPort> =>
  new Promise((resolve, reject) => {
    const server = createServer((req, res) => {
      const isKnown = req.url?.split('?', 1)[0] === '/metrics';
      if (!isKnown || req.method !== 'GET') {
        res.writeHead(isKnown ? 405 : 404, isKnown ? { allow: 'GET' } : {}).end();
        return;
      }
      metrics.text().then(
        (text) => res.writeHead(200, { 'content-type': metrics.contentType, 'cache-control': 'no-store' }).end(text),
        () => res.writeHead(500).end(),
      );
    });
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
