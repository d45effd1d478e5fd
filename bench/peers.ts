// The speed of the server compared with others on the same data: pnpm bench [--rounds 5] [--seconds 10] [--warm-up 10]
// [--only WORK] [--without SERVER] Servers run on the first core, wrk on the second, over 64 kept-alive connections.
// Figures are medians of alternating rounds; ratios compare requests a second (calls, for batches) within this run.
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isDeepStrictEqual, parseArgs } from 'node:util';
import { migrateDatabase } from '../packages/server/src/platform/db/migrate.ts';
import { fillShop, secret } from './peers/data.ts';
import { type Pinned, serverProgram, serverSettings, startPinned } from './peers/pinned.ts';
import { type ServerName, type Way, type Work, worksFor } from './peers/works.ts';
import { type Load, load } from './peers/wrk.ts';

const CONNECTIONS = 64;
const MOST_MIB = 190;
const MOST_START_MS = 1_000;

const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '5' },
    seconds: { type: 'string', default: '10' },
    'warm-up': { type: 'string', default: '10' },
    only: { type: 'string', default: '' },
    without: { type: 'string', default: '' },
  },
});
const rounds = Number(values.rounds);
const seconds = Number(values.seconds);
const warmUp = Number(values['warm-up']);

type Measured = Load & { cpuUs: number };

const median = (numbers: readonly number[]): number => numbers.toSorted((a, b) => a - b)[numbers.length >> 1] ?? NaN;

const folder = mkdtempSync(join(tmpdir(), 'shop-bench-'));
const servers = new Map<ServerName, Pinned>();
function serverOf(name: ServerName): Pinned {
  const server = servers.get(name);
  if (!server) throw new Error(`The server ${name} is not running.`);
  return server;
}

async function measure({ server: name, ask }: Way, forSeconds: number): Promise<Measured> {
  const server = serverOf(name);
  const before = server.cpuMs();
  const script = join(folder, 'ask.lua');
  const said = await load(server.url, ask, { seconds: forSeconds, connections: CONNECTIONS, script });
  if (said.requests === 0) throw new Error(`${name} has not answered.`);
  return { ...said, cpuUs: ((server.cpuMs() - before) * 1000) / said.requests };
}

async function answerOf({ server, ask, data }: Way): Promise<unknown> {
  const { path, method = 'GET', headers = {}, body } = ask;
  const response = await fetch(serverOf(server).url + path.replaceAll('{n}', '42'), {
    method,
    headers,
    ...(body === undefined ? {} : { body: body.replaceAll('{n}', '42') }),
  });
  const text = await response.text();
  if (!response.ok) throw new Error(`${path} answered ${response.status}: ${text}`);
  return data(JSON.parse(text));
}

async function assertSame({ name, ways }: Work): Promise<void> {
  const [ours, ...others] = await Promise.all(ways.map(answerOf));
  for (const [index, theirs] of others.entries()) {
    if (theirs !== undefined && !isDeepStrictEqual(ours, theirs)) {
      throw new Error(`${name}: ${ways[index + 1]?.name} returns other data than ours.`);
    }
  }
}

const cell = (value: number, digits: number): string => value.toFixed(digits).padStart(11);

function report({ name, ways }: Work, results: readonly Measured[][]): boolean {
  let held = true;
  const callsASecond = ways.map(({ calls = 1 }, at) => median((results[at] ?? []).map((r) => r.perSecond)) * calls);
  for (const [at, way] of ways.entries()) {
    const runs = results[at] ?? [];
    const of = (pick: (run: Measured) => number): number => median(runs.map(pick));
    const ratio = (callsASecond[0] ?? NaN) / (callsASecond[at] ?? NaN);
    const wanted = way.least;
    const short = wanted !== undefined && !(ratio >= wanted);
    held &&= !short;
    console.log(
      `${(at === 0 ? name : '').padEnd(32)}${way.name.padEnd(30)}${cell(
        of((r) => r.perSecond),
        0,
      )}` +
        `${cell(
          of((r) => r.p50Ms),
          2,
        )}${cell(
          of((r) => r.p99Ms),
          2,
        )}${cell(
          of((r) => r.cpuUs),
          1,
        )}` +
        `${at === 0 ? '' : cell(ratio, 2)}${wanted === undefined ? '' : cell(wanted, 2)}${short ? '  <- too little' : ''}`,
    );
  }
  return held;
}

try {
  const file = join(folder, 'shop.db');
  await migrateDatabase(`file:${file}`);
  const tokens = await fillShop(file);
  const copyFor = (name: ServerName): string => {
    const copy = join(folder, `${name}.db`);
    copyFileSync(file, copy);
    return copy;
  };
  const log = (name: ServerName): string => join(folder, `${name}.log`);
  const peer = (name: string): string => join(import.meta.dirname, 'peers', `${name}.ts`);
  const starts: Record<ServerName, () => Promise<Pinned>> = {
    ours: () => startPinned([serverProgram()], { log: log('ours'), env: serverSettings(copyFor('ours'), secret) }),
    fastify: () => startPinned([peer('fastify'), copyFor('fastify')], { log: log('fastify') }),
    stock: () => startPinned([peer('stock'), `file:${copyFor('stock')}`], { log: log('stock') }),
  };
  const skipped = values.without === '' ? [] : values.without.split(',');
  for (const name of skipped) if (!(name in starts)) throw new Error(`There is no server ${name}.`);
  const works = worksFor(tokens)
    .filter(({ name }) => name.includes(values.only))
    .map((work) => ({ ...work, ways: work.ways.filter(({ server }) => !skipped.includes(server)) }));
  if (works.length === 0) throw new Error(`There is no work called ${values.only}.`);
  console.log(serverProgram().endsWith('.ts') ? 'ours from the sources: build the bundle first' : 'ours as the bundle');
  for (const name of new Set(works.flatMap(({ ways }) => ways.map(({ server }) => server)))) {
    servers.set(name, await starts[name]());
  }
  for (const work of works) await assertSame(work);

  const titles = ['requests/s', 'p50 ms', 'p99 ms', 'CPU µs', 'ratio', 'at least'];
  console.log(''.padEnd(62) + titles.map((title) => title.padStart(11)).join(''));
  let held = true;
  for (const work of works) {
    const results: Measured[][] = work.ways.map(() => []);
    if (warmUp > 0) for (const way of work.ways) await measure(way, warmUp);
    for (let round = 0; round < rounds; round++) {
      for (const [at, way] of work.ways.entries()) results[at]?.push(await measure(way, seconds));
    }
    held = report(work, results) && held;
  }
  for (const [name, server] of servers) {
    if (name === 'ours' && (server.anonymousMiB() > MOST_MIB || server.startMs > MOST_START_MS)) held = false;
    console.log(
      `${name}: ${server.anonymousMiB().toFixed(0)} MiB of anonymous memory, ready ${server.startMs.toFixed(0)} ms after the start`,
    );
  }
  if (!held) process.exitCode = 1;
} finally {
  for (const server of servers.values()) await server.stop();
  rmSync(folder, { recursive: true, force: true });
}
