import { type RequestListener, type Server, createServer } from 'node:http';
import type { Socket } from 'node:net';
import { pendingOn } from './pending-answer.ts';

/** Bounds on what one client, and all together, may use before our code sees a request. */
export const nodeLimits = {
  headersTimeout: 10_000,
  // The whole request with its body: slow senders are disconnected within 15 s.
  requestTimeout: 10_000,
  connectionsCheckingInterval: 2_500,
  keepAliveTimeout: 5_000,
  maxHeaderSize: 16_384,
  // How long a response may go unread.
  unreadTimeout: 10_000,
  maxRequestsPerSocket: 10_000,
};
const MAX_CONNECTIONS = 10_000;
export const MAX_HEADERS = 100;

/**
 * Listens for errors of every connection from its first moment. Node removes its own listener before it hands a socket
 * over (CONNECT, Upgrade, an unparsable request); a reset would then crash the process.
 */
export function ignoreResets(server: Server): void {
  server.on('connection', (socket: Socket) => {
    socket.on('error', () => socket.destroy());
  });
}

/** A node:http server with bounds on time, size and number. */
export function createNodeServer(listener: RequestListener, limits = nodeLimits): Server {
  const { unreadTimeout, maxRequestsPerSocket, ...others } = limits;
  const counts = new WeakMap<Socket, { requests: number }>();
  // Node's own bound answers later requests with bare 503s. Here the last response says close, and then the connection
  // closes.
  const serve: RequestListener = (req, res) => {
    let count = counts.get(req.socket);
    if (count === undefined) counts.set(req.socket, (count = { requests: 0 }));
    count.requests += 1;
    if (count.requests === maxRequestsPerSocket) res.shouldKeepAlive = false;
    if (count.requests <= maxRequestsPerSocket) listener(req, res);
  };
  const server = createServer({ ...others, requireHostHeader: false, noDelay: true }, serve);
  ignoreResets(server);
  server.on('checkExpectation', serve);
  server.maxConnections = MAX_CONNECTIONS;
  server.timeout = unreadTimeout;
  server.on('timeout', (socket: Socket) => {
    // A response that is not read, or an idle connection after one. Clients that wait for a response may wait; others
    // are covered by Node's connection check.
    const isIdle = counts.has(socket) && !pendingOn(socket);
    if (socket.writableLength > 0 || isIdle) socket.destroy();
  });
  // One more than allowed: Node drops further headers silently, so the server must see that there were more.
  server.maxHeadersCount = MAX_HEADERS + 1;
  return server;
}
