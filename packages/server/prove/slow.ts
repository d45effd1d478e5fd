import { type Socket, connect } from 'node:net';
import { type Proof, createVerdict, quantile, round } from './harness/proof.ts';
import { type Sandbox, inSandbox } from './harness/sandbox.ts';
import { createPart, createShop, login } from './harness/shop.ts';

const GONE_WITHIN_MS = 15_000;
const BYTE_EVERY_MS = 500;
const MAX_RATIO = 3;

const HEAD = 'GET /trpc/inventory.list HTTP/1.1\r\nhost: x\r\nx-slow: ';
const BODY =
  'POST /trpc/auth.login HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: 1000\r\n\r\n{"email":"';

/** Opens sockets that send a byte now and then; returns how long each stayed open. */
function openSlowSockets(url: string, begin: string, count: number): { all: Promise<number[]>; end(): void } {
  const { hostname, port } = new URL(url);
  const sockets: Socket[] = [];
  const hold = (): Promise<number> =>
    new Promise((resolve, reject) => {
      const from = performance.now();
      const socket = connect(Number(port), hostname, () => socket.write(begin));
      sockets.push(socket);
      const drip = setInterval(() => socket.writable && socket.write('x'), BYTE_EVERY_MS);
      socket.on('error', (error: NodeJS.ErrnoException) => {
        if (error.code !== 'ECONNRESET' && error.code !== 'EPIPE') reject(error);
      });
      socket.resume().on('close', () => {
        clearInterval(drip);
        resolve(performance.now() - from);
      });
    });
  const all = Promise.all(Array.from({ length: count }, hold));
  return { all, end: () => sockets.forEach((socket) => socket.destroy()) };
}

/** A client that reads without a pause until stopped; returns the times of its calls. */
function read(sandbox: Sandbox, url: string, id: number) {
  const times: number[] = [];
  let going = true;
  const reading = (async () => {
    while (going) {
      const { status, ms } = await sandbox.calls.query(url, 'inventory.get', { id });
      if (status !== 200) throw new Error(`A read was answered with ${status}.`);
      times.push(ms);
    }
    return times;
  })();
  return async (): Promise<number[]> => {
    going = false;
    return reading;
  };
}

/** Slow headers and slow bodies, `each` of both, alongside a healthy client. */
export function proveSlow({ each, idleMs }: { each: number; idleMs: number }): Promise<Proof> {
  return inSandbox(async (sandbox) => {
    const { broken, check } = createVerdict();
    const env = { DATABASE_URL: `file:${sandbox.file('shop.db')}`, RATE_LIMITS: 'off' };
    await createShop(env);
    const server = await sandbox.start(env);
    const { token } = await login(sandbox.calls, server.url);
    const id = await createPart(sandbox.calls, server.url, token, 10);

    const readFor = async (): Promise<number[]> => {
      const stop = read(sandbox, server.url, id);
      await new Promise((resolve) => setTimeout(resolve, idleMs));
      return stop();
    };
    // One run to warm up.
    await readFor();
    const idle = await readFor();

    const stop = read(sandbox, server.url, id);
    const [heads, bodies] = [openSlowSockets(server.url, HEAD, each), openSlowSockets(server.url, BODY, each)];
    sandbox.after(() => [heads, bodies].forEach(({ end }) => end()));
    const kept = [...(await heads.all), ...(await bodies.all)];
    const busy = await stop();
    const longest = Math.max(...kept);
    const [idleP99, busyP99] = [quantile(idle, 0.99), quantile(busy, 0.99)];
    check(longest <= GONE_WITHIN_MS, `a slow socket stayed open for ${Math.round(longest)} ms`);
    check(busyP99 <= MAX_RATIO * idleP99, `p99 of reads ${round(busyP99)} ms, idle ${round(idleP99)} ms`);
    check((await server.stop()) === 0, 'the server did not exit with 0');
    return {
      broken,
      figures: {
        'slow sockets': kept.length,
        'longest open, ms': Math.round(longest),
        'reads, idle and with slow sockets': `${idle.length}, ${busy.length}`,
        'p99 idle, ms': idleP99.toFixed(2),
        'p99 with slow sockets, ms': busyP99.toFixed(2),
        'p99 ratio': (busyP99 / idleP99).toFixed(2),
      },
    };
  });
}
