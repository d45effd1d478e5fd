// The speed of the server compared with others on the same data: pnpm bench [--rounds 5] [--seconds 10] [--warm-up 10]
// [--only WORK] [--without SERVER] Servers run on the first core, wrk on the second, over 64 kept-alive connections.
// 200 users look at pages all over the lists. Figures are medians of alternating rounds; ratios compare calls a second
// within this run. What misses its bound is marked, and the exit code is 1.
import { randomUUID } from 'node:crypto';
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isDeepStrictEqual, parseArgs } from 'node:util';
import { migrateDatabase } from '../packages/server/src/platform/db/migrate.ts';
import { fillShop, secret } from './peers/data.ts';
import { findPages } from './peers/pages.ts';
import { type Pinned, serverProgram, serverSettings, startPinned } from './peers/pinned.ts';
import { type Measured, report } from './peers/report.ts';
import { type ServerName, type Way, type Work, worksFor } from './peers/works.ts';
import { type Request, load } from './peers/wrk.ts';

const CONNECTIONS = 64;
/** How many times the memory of the peer ours may have. */
const MOST_MEMORY = 2;
const MOST_START_MS = 600;
/** How many requests of each work are compared before it. */
const COMPARED = 5;

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

const folder = mkdtempSync(join(tmpdir(), 'shop-bench-'));
const servers = new Map<ServerName, Pinned>();
function serverOf(name: ServerName): Pinned {
  const server = servers.get(name);
  if (!server) throw new Error(`The server ${name} is not running.`);
  return server;
}

async function measure({ server: name, requests }: Way, forSeconds: number): Promise<Measured> {
  const server = serverOf(name);
  const before = server.cpuMs();
  const files = { script: join(folder, 'ask.lua'), requests: join(folder, 'requests') };
  const said = await load(server.url, requests, { seconds: forSeconds, connections: CONNECTIONS, files });
  if (said.requests === 0) throw new Error(`${name} has not answered.`);
  return { ...said, cpuUs: ((server.cpuMs() - before) * 1000) / said.requests };
}

async function answerOf(
  { server, data }: Way,
  { path, method = 'GET', headers = {}, body }: Request,
): Promise<unknown> {
  const sent = Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, value.replace('{key}', randomUUID())]),
  );
  const response = await fetch(serverOf(server).url + path, {
    method,
    headers: sent,
    ...(body === undefined ? {} : { body }),
  });
  const text = await response.text();
  if (!response.ok) throw new Error(`${path} answered ${response.status}: ${text}`);
  return data(JSON.parse(text));
}

/** Sends requests from all over a way's list. */
function answersOf(way: Way): Promise<unknown[]> {
  const { requests } = way;
  const some = Array.from({ length: COMPARED }, (_, n) => requests[Math.floor((n * requests.length) / COMPARED)]);
  return Promise.all(some.flatMap((request) => (request ? [answerOf(way, request)] : [])));
}

async function assertSame({ name, ways }: Work): Promise<void> {
  const [ours = [], ...others] = await Promise.all(ways.map(answersOf));
  for (const [index, theirs] of others.entries()) {
    for (const [at, answer] of theirs.entries()) {
      if (answer !== undefined && !isDeepStrictEqual(ours[at], answer)) {
        throw new Error(`${name}: ${ways[index + 1]?.name} returns other data than ours.`);
      }
    }
  }
}

/** Runs all rounds of a work, its ways in turn, and prints them. */
async function compare(work: Work): Promise<boolean> {
  const results: Measured[][] = work.ways.map(() => []);
  if (warmUp > 0) for (const way of work.ways) await measure(way, warmUp);
  for (let round = 0; round < rounds; round++) {
    for (const [at, way] of work.ways.entries()) results[at]?.push(await measure(way, seconds));
  }
  return report(work, results);
}

/** Prints the memory of all servers after their work, and how long they took to start. */
function reportServers(): boolean {
  const peer = servers.get('fastify')?.anonymousMiB();
  let held = true;
  for (const [name, server] of servers) {
    const memory = server.anonymousMiB();
    const ratio = peer === undefined ? 0 : memory / peer;
    const isOver = name === 'ours' && (ratio > MOST_MEMORY || server.startMs > MOST_START_MS);
    held &&= !isOver;
    const compared =
      name === 'ours' && ratio > 0 ? ` (${ratio.toFixed(2)} times the peer, at most ${MOST_MEMORY})` : '';
    const start = `ready ${server.startMs.toFixed(0)} ms after the start`;
    console.log(
      `${name}: ${memory.toFixed(0)} MiB of anonymous memory${compared}, ${start}${isOver ? '  <- too much' : ''}`,
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
  console.log(serverProgram().endsWith('.ts') ? 'ours from the sources: build the bundle first' : 'ours as the bundle');
  servers.set('ours', await starts.ours());
  const works = worksFor(tokens, await findPages(serverOf('ours').url, tokens))
    .filter(({ name }) => name.includes(values.only))
    .map((work) => ({ ...work, ways: work.ways.filter(({ server }) => !skipped.includes(server)) }));
  if (works.length === 0) throw new Error(`There is no work called ${values.only}.`);
  for (const name of new Set(works.flatMap(({ ways }) => ways.map(({ server }) => server)))) {
    if (!servers.has(name)) servers.set(name, await starts[name]());
  }
  for (const work of works) await assertSame(work);

  let held = true;
  for (const work of works) held = (await compare(work)) && held;
  held = reportServers() && held;
  if (!held) process.exitCode = 1;
} finally {
  for (const server of servers.values()) await server.stop();
  rmSync(folder, { recursive: true, force: true });
}
