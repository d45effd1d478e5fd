import { once } from 'node:events';
import { type IncomingHttpHeaders, type IncomingMessage, type ServerResponse, createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Event, WebhookPayload } from '@mechanic-shop/shared';
import { onTestFinished } from 'vitest';

/** A request as it arrived. */
export interface Received {
  headers: IncomingHttpHeaders;
  body: string;
  payload: WebhookPayload<Event>;
}

type Answer = (response: ServerResponse, received: Received) => void;

/** Answers with a status and nothing else. */
export function status(code: number, headers: Record<string, string> = {}): Answer {
  return (response) => void response.writeHead(code, headers).end();
}

async function textOf(request: IncomingMessage): Promise<string> {
  let text = '';
  for await (const some of request.setEncoding('utf8')) text += String(some);
  return text;
}

/** A program that receives webhooks on this machine, until the running test ends. */
export async function receiver(first: Answer = status(204)) {
  const received: Received[] = [];
  let answer = first;
  const server = createServer((request, response) => {
    void textOf(request).then((body) => {
      const one = { headers: request.headers, body, payload: JSON.parse(body) as Received['payload'] };
      received.push(one);
      answer(response, one);
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`,
    received,
    kinds: () => received.map(({ payload }) => payload.type),
    answerWith: (next: Answer): void => {
      answer = next;
    },
  };
}
