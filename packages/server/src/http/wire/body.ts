import type { IncomingMessage } from 'node:http';

export type Body = Buffer | 'too large' | 'gone';

/** Reads the whole body; stores at most `limit` bytes of it. */
export function readBody(req: IncomingMessage, limit: number): Promise<Body> {
  return new Promise((resolve) => {
    if (Number(req.headers['content-length'] ?? 0) > limit) return resolve('too large');
    const chunks: Buffer[] = [];
    let size = 0;
    req.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size <= limit) chunks.push(chunk);
      else resolve('too large');
    });
    req.on('end', () => resolve(chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks)));
    req.on('close', () => resolve('gone'));
  });
}

/** JSON with any parameters; other types and missing ones are not accepted. */
export function isJson({ headers }: IncomingMessage): boolean {
  return (
    headers['content-type']?.split(';', 1)[0]?.trim().toLowerCase() === 'application/json' &&
    (headers['content-encoding'] ?? 'identity') === 'identity'
  );
}
