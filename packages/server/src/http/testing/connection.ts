import { type Socket, connect } from 'node:net';
import { answersIn } from './raw.ts';

type Answer = ReturnType<typeof answersIn>[number];

/** A connection controlled by a test, to send a request in pieces. */
export interface Connection {
  send(text: string): void;
  /** The next complete response. */
  answer(): Promise<Answer>;
  closed: Promise<void>;
}

function isWhole({ headers, body }: Answer): boolean {
  return 'content-length' in headers && Buffer.byteLength(body) >= Number(headers['content-length']);
}

export async function openConnection(url: string): Promise<Connection> {
  const { hostname, port } = new URL(url);
  const socket = await new Promise<Socket>((resolve, reject) => {
    const opening = connect(Number(port), hostname, () => resolve(opening));
    opening.on('error', reject);
  });
  let heard = '';
  let taken = 0;
  const waiting: (() => void)[] = [];
  const closed = new Promise<void>((resolve) => socket.on('close', () => resolve()));
  const wake = () => waiting.splice(0).forEach((go) => go());
  socket.setEncoding('utf8').on('data', (text: string) => {
    heard += text;
    wake();
  });
  socket.on('close', wake);
  return {
    send: (text) => void socket.write(text),
    closed,
    answer: async () => {
      for (;;) {
        const next = answersIn(heard)[taken];
        if (next && isWhole(next)) {
          taken += 1;
          return next;
        }
        if (socket.destroyed) throw new Error(`The connection was closed after: ${heard}`);
        await new Promise<void>((resolve) => waiting.push(resolve));
      }
    },
  };
}

/** A call in two pieces: the server has begun it once it has the first. */
export function loginInPieces(): readonly [string, string] {
  const body = JSON.stringify({ email: 'nobody@example.com', password: 'a wrong password' });
  const head = `POST /trpc/auth.login HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: ${body.length}\r\n\r\n`;
  return [head + body.slice(0, 5), body.slice(5)];
}

export const GET = (path: string): string => `GET ${path} HTTP/1.1\r\nhost: x\r\n\r\n`;
