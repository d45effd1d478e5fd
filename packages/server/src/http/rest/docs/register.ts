import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { createDocument } from '../openapi/document.ts';
import { html, script, securityPolicy } from './page.ts';
import { swaggerFiles, swaggerFolder } from './swagger-ui.ts';

interface Content {
  bytes: Buffer;
  etag: string;
}

function contentOf(bytes: Buffer): Content {
  return {
    bytes,
    etag: `"${createHash('sha256').update(bytes).digest('base64url')}"`,
  };
}

/** Creates the content at the first request, once; a failure is retried at the next. */
function lazy(make: () => Promise<Buffer>): () => Promise<Content> {
  let made: Promise<Content> | undefined;
  return () =>
    (made ??= make()
      .then(contentOf)
      .catch((error: unknown) => {
        made = undefined;
        throw error;
      }));
}

function knows(header: string | undefined, etag: string): boolean {
  return header?.split(',').some((known) => known.trim().replace(/^W\//, '') === etag) ?? false;
}

/** Serves the OpenAPI document and its page. Nothing is created before the first request. */
export function registerDocs(app: FastifyInstance, folder = swaggerFolder()): void {
  const serve = (url: string, type: string, make: () => Promise<Buffer>): void => {
    const content = lazy(make);
    app.get(url, { exposeHeadRoute: true }, async (request, reply) => {
      const { bytes, etag } = await content();
      reply.header('cache-control', 'no-cache').header('etag', etag).type(type);
      reply.header('content-security-policy', securityPolicy).header('referrer-policy', 'no-referrer');
      return knows(request.headers['if-none-match'], etag) ? reply.code(304).send() : reply.send(bytes);
    });
  };
  const text = (value: string) => () => Promise.resolve(Buffer.from(value));

  serve('/openapi.json', 'application/json; charset=utf-8', async () => Buffer.from(JSON.stringify(createDocument())));
  if (folder === null) return;
  serve('/docs', 'text/html; charset=utf-8', text(html));
  serve('/docs/start.js', 'text/javascript; charset=utf-8', text(script));
  for (const [name, type] of Object.entries(swaggerFiles)) {
    serve(`/docs/${name}`, type, () => readFile(join(folder, name)));
  }
}
