import { type Draws, drawsFrom } from '../../demo/random.ts';
import { bodies, chunked } from './bodies.ts';
import { headerLines } from './headers.ts';
import { nastyTexts } from './nasty.ts';
import { type Target, targets } from './targets.ts';

/** Bytes to send over one connection. */
export interface WireRequest {
  /** What is wrong with it, in a word. */
  kind: string;
  bytes: Buffer;
  /** Whether the response has no body because the method is HEAD. */
  head: boolean;
}

const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS', 'TRACE', 'CONNECT', 'get', 'PROPFIND'];
const UNUSUAL_METHODS = ['BREW', '', 'G E T', 'GET\0', 'QUERY', 'PRI', 'M-SEARCH', 'x'.repeat(200)];
const VERSIONS = ['HTTP/1.0', 'HTTP/0.9', 'HTTP/2.0', 'HTTP/1.2', 'HTTP/1', 'http/1.1', 'HTTP/1.1 ', ''];

const UNUSUAL_PATHS = [
  '*',
  '//',
  '/.',
  '/..',
  '/trpc',
  '/trpc/',
  '/trpc/.',
  '/trpc/../healthz',
  '/trpc/%2e%2e/healthz',
  '/%74rpc/inventory.list',
  '/trpc/inventory%2Elist',
  '/trpc/inventory.list%00',
  '/trpc/%',
  '/trpc/%c0%ae',
  '/trpc/__proto__',
  '/trpc/constructor.constructor',
  '/trpc/inventory.__proto__',
  '/trpc/inventory.list.list',
  '/trpc/inventory.list#x',
  '/trpc/inventory.list;a=b',
  '/api',
  '/api/',
  '/api//inventory',
  '/api/inventory/',
  '/api/inventory/%',
  '/api/inventory/%2F',
  '/api/__proto__',
  '/docs/../../package.json',
  '/docs/%2e%2e%2fpackage.json',
  '/openapi.json?x',
  '/healthz?x=%',
  '/readyz/',
  '/metrics',
  'http://example.com/trpc/inventory.list',
  'https://example.com:99999/',
  'trpc/inventory.list',
  '?',
  '',
  '/trpc/\u00e4',
  '/trpc/inventory.list\t',
];

function inputIn(draws: Draws, json: string): string {
  const text = draws.chance(0.9) ? encodeURIComponent(json.toWellFormed()) : json.replaceAll(/[\s\0]/g, '+');
  // Mostly short enough for a URL.
  return text.slice(0, draws.chance(0.95) ? 9_000 : 20_000);
}

function queries(draws: Draws, target: Target): string {
  const words = draws.oneOf(nastyTexts.filter((text) => text.isWellFormed()));
  const some = [
    `input=${inputIn(draws, bodies(draws, target.members))}`,
    `input=${encodeURIComponent(words)}`,
    'input',
    'batch=1',
    'batch=1&batch=0',
    `batch=${draws.oneOf(['true', '2', '', '0', '%00'])}`,
    'input={}&input=[]',
    `limit=${draws.oneOf(['0', '-1', '1e2', '99999999999999999999', 'x', '%', '+1', ' 1'])}`,
    `cursor=${draws.oneOf(['x', 'W10', '%00', 'x'.repeat(2_000)])}`,
    `search=${encodeURIComponent(words)}`,
    `__proto__=${draws.between(1, 9)}`,
    '&&&=&=&',
    '%=%',
    'a&'.repeat(2_000),
  ];
  return draws.chance(0.3) ? '' : `?${draws.oneOf(some)}${draws.chance(0.2) ? `&${draws.oneOf(some)}` : ''}`;
}

function batchPath(draws: Draws): string {
  const names = Array.from({ length: draws.between(1, draws.chance(0.1) ? 2_000 : 12) }, () =>
    draws.chance(0.9) ? draws.oneOf(targets.trpc).name : draws.oneOf(['', '__proto__', ',', '%2c', 'no.such', 'a%00']),
  );
  return `/trpc/${names.join(',').slice(0, 12_000)}`;
}

function batchInput(draws: Draws): string {
  const indexes = draws.oneOf([['0'], ['0', '1'], ['1'], ['0', '99'], ['-1'], ['x'], ['__proto__'], ['00'], []]);
  return `{${indexes.map((index) => `${JSON.stringify(index)}:${bodies(draws, draws.oneOf(targets.trpc).members)}`).join(',')}}`;
}

interface Drawn {
  kind: string;
  method: string;
  path: string;
  body: string | Buffer | undefined;
}

function drawTarget(draws: Draws): Drawn {
  const kind = draws.oneOf(['path', 'trpc', 'trpc', 'trpc', 'batch', 'rest', 'rest', 'method'] as const);
  if (kind === 'path') {
    return { kind, method: draws.oneOf(METHODS), path: draws.oneOf(UNUSUAL_PATHS), body: bodies(draws, []) };
  }
  if (kind === 'batch') {
    const json = batchInput(draws);
    const get = draws.chance(0.5);
    const path = `${batchPath(draws)}?batch=1${get ? `&input=${inputIn(draws, json)}` : ''}`;
    return { kind, method: get ? 'GET' : 'POST', path, body: get ? undefined : json };
  }
  const target = draws.oneOf(kind === 'rest' ? targets.rest : targets.trpc);
  const method = kind === 'method' || draws.chance(0.1) ? draws.oneOf([...METHODS, ...UNUSUAL_METHODS]) : target.method;
  const body = method === 'GET' && draws.chance(0.95) ? undefined : bodies(draws, target.members);
  return { kind, method, path: target.path(draws) + queries(draws, target), body };
}

function requestLine(draws: Draws, method: string, path: string): string {
  if (draws.chance(0.97)) return `${method} ${path} HTTP/1.1\r\n`;
  const separator = draws.oneOf([' ', '\t', '  ', '']);
  return [method, path, draws.oneOf(VERSIONS)].join(separator) + draws.oneOf(['\r\n', '\n', '\r', '']);
}

// Flips, drops and repeats bytes of a well-formed request.
function damage(draws: Draws, bytes: Buffer): Buffer {
  const damaged = Buffer.from(bytes);
  for (let n = draws.between(1, 6); n > 0 && damaged.length > 0; n--) {
    damaged[draws.between(0, damaged.length - 1)] = draws.between(0, 255);
  }
  const cut = draws.between(0, damaged.length);
  const parts = draws.oneOf([
    [damaged],
    [damaged.subarray(0, cut)],
    [damaged, damaged],
    [damaged.subarray(cut), damaged],
  ]);
  return Buffer.concat(parts);
}

function noise(draws: Draws): Buffer {
  return Buffer.from(Array.from({ length: draws.between(1, 600) }, () => draws.between(0, 255)));
}

function drawRequest(draws: Draws, tokens: readonly string[]): WireRequest {
  if (draws.chance(0.02)) return { kind: 'noise', bytes: noise(draws), head: false };
  const { kind, method, path, body } = drawTarget(draws);
  const chunks = body !== undefined && draws.chance(0.1);
  const payload = chunks ? chunked(draws, body) : Buffer.from(body ?? '');
  const headers = headerLines(draws, { tokens, size: body === undefined ? undefined : payload.length, chunks });
  const head = Buffer.from(`${requestLine(draws, method, path)}${headers.join('\r\n')}\r\n\r\n`, 'latin1');
  const bytes = Buffer.concat([head, payload]);
  // A line that begins with HEAD is a HEAD request, however broken the rest is.
  const isHead = method === 'HEAD';
  if (draws.chance(0.08)) return { kind: 'damaged', bytes: damage(draws, bytes), head: isHead };
  return { kind, bytes, head: isHead };
}

/** Requests, most of them malformed; the same seed gives the same ones. */
export const malformedRequests = function* (
  seed: number,
  count: number,
  tokens: readonly string[] = [],
): Generator<WireRequest> {
  const draws = drawsFrom(seed);
  for (let n = 0; n < count; n++) yield drawRequest(draws, tokens);
};
