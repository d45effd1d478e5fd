import { type RequestListener, type Server, createServer } from 'node:http';

/** What one caller, and all together, may take of the process before any code of ours sees a request. */
export const nodeLimits = {
  headersTimeout: 10_000,
  // The whole request, body included: whoever sends slowly is cut within 15 s.
  requestTimeout: 10_000,
  connectionsCheckingInterval: 2_500,
  keepAliveTimeout: 5_000,
  maxHeaderSize: 16_384,
};
const MAX_CONNECTIONS = 10_000;
const MAX_REQUESTS_PER_SOCKET = 10_000;
export const MAX_HEADERS = 100;

/** A node:http server with bounds on time, sizes and numbers. */
export const createNodeServer = (listener: RequestListener, limits = nodeLimits): Server => {
  const server = createServer({ ...limits, requireHostHeader: false, noDelay: true }, listener);
  server.maxConnections = MAX_CONNECTIONS;
  server.maxRequestsPerSocket = MAX_REQUESTS_PER_SOCKET;
  // One more than allowed: what is beyond is dropped silently, so the front has to see that there was more.
  server.maxHeadersCount = MAX_HEADERS + 1;
  return server;
};
