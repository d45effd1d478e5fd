import { Agent, request } from 'node:http';

export interface Answer {
  status: number;
  milliseconds: number;
  body: string;
}

export type Send = (
  procedure: string,
  options?: { input?: unknown; token?: string; post?: boolean },
) => Promise<Answer>;

/** Sends calls over kept-alive connections and returns how long each took. */
export function sender(url: string, connections: number): { send: Send; close(): void } {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  const send: Send = (procedure, { input, token, post = false } = {}) =>
    new Promise((resolve, reject) => {
      const text = input === undefined ? '' : JSON.stringify(input);
      const path = `/trpc/${procedure}${post || text === '' ? '' : `?input=${encodeURIComponent(text)}`}`;
      const startedAt = performance.now();
      const req = request(`${url}${path}`, { agent, method: post ? 'POST' : 'GET' }, (res) => {
        const chunks: Buffer[] = [];
        res.on('data', (chunk: Buffer) => chunks.push(chunk));
        res.on('end', () =>
          resolve({
            status: res.statusCode ?? 0,
            milliseconds: performance.now() - startedAt,
            body: Buffer.concat(chunks).toString(),
          }),
        );
      });
      req.on('error', reject);
      if (token !== undefined) req.setHeader('authorization', `Bearer ${token}`);
      if (post) req.setHeader('content-type', 'application/json');
      req.end(post ? text : undefined);
    });
  return { send, close: () => agent.destroy() };
}

/** The value below which this share of the values lies. */
export function quantile(values: readonly number[], part: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? Number.NaN;
}
