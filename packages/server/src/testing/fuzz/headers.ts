import type { Draws } from '../../demo/random.ts';

interface RequestFacts {
  tokens: readonly string[];
  /** The size of the body; undefined without one. */
  size: number | undefined;
  chunks: boolean;
}

const TYPES = [
  'text/plain',
  'application/x-www-form-urlencoded',
  'multipart/form-data; boundary=x',
  'application/json; charset=utf-16',
  'APPLICATION/JSON',
  'application/json,text/plain',
  'application/jsonp',
  'application/vnd.api+json',
  '',
  ';',
  'application/json;'.repeat(300),
];

const UNUSUAL: readonly string[] = [
  'x-request-id: a b',
  'x-request-id: ok\r\nx-request-id: ok',
  `x-request-id: ${'x'.repeat(5_000)}`,
  'x-request-id: \u00e4',
  'x-request-id: <script>',
  'idempotency-key: one\r\nidempotency-key: two',
  'idempotency-key:',
  'idempotency-key: \u00e4\u00ff',
  `idempotency-key: ${'k'.repeat(256)}`,
  'idempotency-key: fuzz',
  'expect: 100-continue',
  'expect: nonsense',
  'upgrade: websocket\r\nconnection: upgrade',
  'upgrade: h2c\r\nconnection: upgrade, http2-settings',
  'connection: keep-alive, x-request-id',
  'transfer-encoding: gzip',
  'transfer-encoding: chunked, chunked',
  'transfer-encoding: identity',
  'transfer-encoding : chunked',
  'content-length: -1',
  'content-length: 1e3',
  'content-length: 0x10',
  'content-length: 99999999999999999999',
  'content-length: 5\r\ncontent-length: 6',
  'content-length: 70000',
  'content-encoding: gzip',
  'origin: null',
  'origin: https://evil.example\r\naccess-control-request-method: POST',
  'x-forwarded-for: 1.2.3.4, ::1, x, \u00ff',
  'forwarded: for=1.2.3.4',
  'x-http-method-override: DELETE',
  'trpc-accept: application/jsonl',
  'accept: text/event-stream',
  'cookie: a=b',
  'range: bytes=0-1',
  'if-none-match: *',
  'host: evil.example',
  'te: trailers',
  'trailer: x-request-id',
  ': no name',
  'no colon',
  ' folded: line',
  'a\0b: c',
  'a: b\0c',
  'a: b\nc: d',
  'x'.repeat(4_000),
  `x: ${'y'.repeat(15_000)}`,
  `x: ${'y'.repeat(20_000)}`,
  Array.from({ length: 150 }, (_, n) => `x${n}: 1`).join('\r\n'),
  '__proto__: 1',
];

function authorization(draws: Draws, tokens: readonly string[]): string {
  const real = tokens.length > 0 && draws.chance(0.8);
  const token = draws.oneOf(real ? tokens : ['x', 'a.b.c', '', 'eyJhbGciOiJub25lIn0.e30.']);
  const form = draws.chance(0.85)
    ? `Bearer ${token}`
    : draws.oneOf([
        `bearer  ${token}`,
        `Bearer${token}`,
        `Basic ${token}`,
        `Bearer ${token} ${token}`,
        `Bearer ${token},`,
        `Bearer ${'x'.repeat(8_000)}`,
        `Bearer ${token}\r\nauthorization: Bearer x`,
        '\u00e4',
      ]);
  return `authorization: ${form}`;
}

/** The header lines of a request; mostly the necessary ones, some wrong, missing or duplicated. */
export function headerLines(draws: Draws, { tokens, size, chunks }: RequestFacts): string[] {
  const lines: string[] = [];
  if (draws.chance(0.97)) lines.push('host: x');
  if (draws.chance(0.9)) lines.push('connection: close');
  if (size !== undefined) {
    if (draws.chance(0.85)) lines.push('content-type: application/json');
    else if (draws.chance(0.7)) lines.push(`content-type: ${draws.oneOf(TYPES)}`);
    if (chunks) lines.push('transfer-encoding: chunked');
    else if (draws.chance(0.94)) lines.push(`content-length: ${size}`);
    else lines.push(`content-length: ${Math.max(0, size + draws.oneOf([-5, -1, 1, 100]))}`);
  }
  if (draws.chance(0.6)) lines.push(authorization(draws, tokens));
  while (draws.chance(0.3)) lines.push(draws.oneOf(UNUSUAL));
  return lines;
}
