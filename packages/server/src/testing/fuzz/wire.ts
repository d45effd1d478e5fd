import { connect } from 'node:net';

/** A response parsed from its bytes. */
export interface RawAnswer {
  status: number;
  headers: ReadonlyMap<string, string>;
  body: string;
}

/** Everything received over a connection until it closed. */
export interface Received {
  answers: RawAnswer[];
  /** Bytes that are no complete response. */
  rest: string;
  /** The server kept the connection open long after the client ended its side. */
  stuck: boolean;
}

const BODYLESS = new Set([204, 304]);

function answerAt(bytes: Buffer, from: number, head: boolean): { answer: RawAnswer; end: number } | null {
  const split = bytes.indexOf('\r\n\r\n', from);
  if (split < 0) return null;
  const [line = '', ...fields] = bytes.toString('latin1', from, split).split('\r\n');
  const status = Number(/^HTTP\/1\.1 (\d{3}) /.exec(line)?.[1]);
  if (!status) return null;
  const headers = new Map(
    fields.map((field) => {
      const colon = field.indexOf(':');
      return [field.slice(0, colon).toLowerCase(), field.slice(colon + 1).trim()];
    }),
  );
  const said = status < 200 || BODYLESS.has(status) ? 0 : Number(headers.get('content-length'));
  // HEAD gets no body, unless the header was too broken to read the method.
  const size = head && bytes.length < split + 4 + said ? 0 : said;
  const end = split + 4 + size;
  // Every response must declare its length.
  if (!(end <= bytes.length)) return null;
  return { answer: { status, headers, body: bytes.toString('utf8', split + 4, end) }, end };
}

function readAnswers(bytes: Buffer, head: boolean): Omit<Received, 'stuck'> {
  const answers: RawAnswer[] = [];
  let from = 0;
  for (let next = answerAt(bytes, 0, head); next; next = answerAt(bytes, from, head)) {
    answers.push(next.answer);
    from = next.end;
  }
  return { answers, rest: bytes.toString('latin1', from) };
}

const QUIET_MS = 250;
const STUCK_MS = 8000;

/** Sends bytes over a new connection. The client ends its side after a period without a response. */
export function sendRaw(url: string, bytes: Buffer, head: boolean): Promise<Received> {
  return new Promise((resolve, reject) => {
    const { hostname, port } = new URL(url);
    const chunks: Buffer[] = [];
    let stuck = false;
    // Ends the client side after a period without data; the wait begins when the request is sent.
    let quiet: NodeJS.Timeout | undefined;
    const socket = connect({ host: hostname, port: Number(port), allowHalfOpen: true }, () => {
      socket.write(bytes, () => {
        quiet ??= setTimeout(() => socket.end(), QUIET_MS);
      });
    });
    const patience = setTimeout(() => {
      stuck = true;
      socket.destroy();
    }, STUCK_MS);
    socket.on('data', (chunk: Buffer) => {
      chunks.push(chunk);
      quiet?.refresh();
    });
    socket.on('end', () => socket.end());
    socket.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'ECONNRESET' && error.code !== 'EPIPE') reject(error);
    });
    socket.on('close', () => {
      clearTimeout(quiet);
      clearTimeout(patience);
      resolve({ ...readAnswers(Buffer.concat(chunks), head), stuck });
    });
  });
}

// No delay, one turn of the event loop, or until the response has begun.
const delays = ['none', 'turn', 'answer'] as const;
/** How long the reset waits after the bytes are sent. */
export type ResetDelay = (typeof delays)[number];

/** Sends bytes and then resets the connection: the server may lose its socket at any moment. */
export function sendAndReset(url: string, bytes: Buffer | string, delay: ResetDelay = 'none'): Promise<void> {
  return new Promise((resolve, reject) => {
    const { hostname, port } = new URL(url);
    const socket = connect(Number(port), hostname);
    const reset = (): void => void socket.resetAndDestroy();
    socket.on('connect', () => {
      if (delay === 'answer') socket.once('data', reset).setTimeout(QUIET_MS, reset);
      socket.write(bytes, () => {
        if (delay === 'none') reset();
        else if (delay === 'turn') setImmediate(reset);
      });
    });
    socket.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'ECONNREFUSED') reject(new Error('The server is gone.', { cause: error }));
    });
    socket.on('end', reset).on('close', () => resolve());
  });
}

const AHEAD = Buffer.from('GET /trpc/inventory.list HTTP/1.1\r\nhost: x\r\n\r\n');

/** Sends a request followed by a reset, alone and behind another one on the same connection. */
export async function resetAfter(url: string, bytes: Buffer, number: number): Promise<void> {
  await sendAndReset(url, bytes, delays[number % delays.length]);
  await sendAndReset(url, Buffer.concat([AHEAD, bytes]), delays[(number + 1) % delays.length]);
}
