// Libraries for the peers in bench/, in the server's own versions.
export { createHTTPHandler } from '@trpc/server/adapters/standalone';
export { default as Sqlite } from 'better-sqlite3';
export { type FastifyInstance, type FastifyRequest, fastify } from 'fastify';
export { jwtVerify } from 'jose';
export { LRUCache } from 'lru-cache';
