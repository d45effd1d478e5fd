import { type RequestListener, type Server, createServer } from 'node:http';
import type { Socket } from 'node:net';
import { pendingOn } from './pending-answer.ts';

/** What one caller, and all together, may take of the process before any code of ours sees a request. */
export const nodeLimits = {
  headersTimeout: 10_000,
  // The whole request, body included: whoever sends slowly is cut within 15 s.
  requestTimeout: 10_000,
  connectionsCheckingInterval: 2_500,
  keepAliveTimeout: 5_000,
  maxHeaderSize: 16_384,
  // An answer of which nothing more is read for so long.
  unreadTimeout: 10_000,
  maxRequestsPerSocket: 10_000,
};
const MAX_CONNECTIONS = 10_000;
export const MAX_HEADERS = 100;

/**
 * Listens for errors of every connection from its first moment. Node takes its own listener off a socket before it hands
 * the socket over (CONNECT, Upgrade, a request it cannot read); a reset would then end the process.
 */
export function surviveResets(server: Server): void {
  server.on('connection', (socket: Socket) => {
    socket.on('error', () => socket.destroy());
  });
}

/** A node:http server with bounds on time, sizes and numbers. */
export function createNodeServer(listener: RequestListener, limits = nodeLimits): Server {
  const { unreadTimeout, maxRequestsPerSocket, ...others } = limits;
  const counts = new WeakMap<Socket, { requests: number }>();
  // Node's own bound answers what is beyond it with bare 503s; here the last answer says close, and then it is closed.
  const serve: RequestListener = (req, res) => {
    let count = counts.get(req.socket);
    if (count === undefined) counts.set(req.socket, (count = { requests: 0 }));
    count.requests += 1;
    if (count.requests === maxRequestsPerSocket) res.shouldKeepAlive = false;
    if (count.requests <= maxRequestsPerSocket) listener(req, res);
  };
  const server = createServer({ ...others, requireHostHeader: false, noDelay: true }, serve);
  surviveResets(server);
  server.on('checkExpectation', serve);
  server.maxConnections = MAX_CONNECTIONS;
  server.timeout = unreadTimeout;
  server.on('timeout', (socket: Socket) => {
    // An answer that nobody reads, or a connection that is idle after one. Who waits for his answer may, and who has
    // not asked yet is told so by the check of the connections.
    const isIdle = counts.has(socket) && !pendingOn(socket);
    if (socket.writableLength > 0 || isIdle) socket.destroy();
  });
  // One more than allowed: what is beyond is dropped silently, so the front has to see that there was more.
  server.maxHeadersCount = MAX_HEADERS + 1;
  return server;
}
