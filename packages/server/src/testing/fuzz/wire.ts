import { connect } from 'node:net';

/** One answer as its bytes say it. */
export interface RawAnswer {
  status: number;
  headers: ReadonlyMap<string, string>;
  body: string;
}

/** What came back over a connection until it was closed. */
export interface Heard {
  answers: RawAnswer[];
  /** What is no answer, or only a part of one. */
  rest: string;
  /** The server kept the connection although the client had ended its side long ago. */
  stuck: boolean;
}

const BODYLESS = new Set([204, 304]);

const answerAt = (bytes: Buffer, from: number, head: boolean): { answer: RawAnswer; end: number } | null => {
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
  // HEAD gets no body, unless the head was too broken to tell the method.
  const size = head && bytes.length < split + 4 + said ? 0 : said;
  const end = split + 4 + size;
  // Also without a length, which no answer may lack.
  if (!(end <= bytes.length)) return null;
  return { answer: { status, headers, body: bytes.toString('utf8', split + 4, end) }, end };
};

const readAnswers = (bytes: Buffer, head: boolean): Omit<Heard, 'stuck'> => {
  const answers: RawAnswer[] = [];
  let from = 0;
  for (let next = answerAt(bytes, 0, head); next; next = answerAt(bytes, from, head)) {
    answers.push(next.answer);
    from = next.end;
  }
  return { answers, rest: bytes.toString('latin1', from) };
};

const QUIET_MS = 250;
const STUCK_MS = 8000;

/** Sends bytes over a connection of their own. The client ends its side when nothing has come back for a while. */
export const sendRaw = (url: string, bytes: Buffer, head: boolean): Promise<Heard> =>
  new Promise((resolve, reject) => {
    const { hostname, port } = new URL(url);
    const chunks: Buffer[] = [];
    let stuck = false;
    // Ends our side once nothing has come back for a while; the wait begins when the request is out.
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

/** Sends bytes and resets the connection right behind them: the server may find its socket gone at any moment. */
export function sendAndReset(url: string, bytes: Buffer | string): Promise<void> {
  return new Promise((resolve) => {
    const { hostname, port } = new URL(url);
    const socket = connect(Number(port), hostname, () => socket.write(bytes, () => socket.resetAndDestroy()));
    socket.on('error', () => {}).on('close', () => resolve());
  });
}
