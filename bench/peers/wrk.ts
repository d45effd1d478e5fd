import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { writeFileSync } from 'node:fs';

/** One request; `{key}` in a header is another text each time that it is sent. */
export interface Request {
  path: string;
  method?: 'GET' | 'POST';
  headers?: Readonly<Record<string, string>>;
  body?: string;
}

export interface Load {
  requests: number;
  perSecond: number;
  p50Ms: number;
  p99Ms: number;
}

/** What a load leaves behind for wrk to read. */
interface Files {
  script: string;
  requests: string;
}

function textOf({ path, method = 'GET', headers = {}, body }: Request): string {
  const length = body === undefined ? {} : { 'content-length': String(Buffer.byteLength(body)) };
  const lines = Object.entries({ host: '127.0.0.1', ...headers, ...length }).map(
    ([name, value]) => `${name}: ${value}`,
  );
  return `${[`${method} ${path} HTTP/1.1`, ...lines].join('\r\n')}\r\n\r\n${body ?? ''}`;
}

// All requests are built before the run: wrk has one core, and a slow script would distort the measurement.
function scriptOf({ requests }: Pick<Files, 'requests'>): string {
  return `
local heads = {}
local tails = {}
local at = 0
local sent = 0
local file = assert(io.open([==[${requests}]==], 'rb'))
for text in string.gmatch(file:read('*a'), '[^%z]+') do
  local from, to = string.find(text, '{key}', 1, true)
  heads[#heads + 1] = from and string.sub(text, 1, from - 1) or text
  tails[#heads] = from and string.sub(text, to + 1) or false
end
file:close()
request = function()
  at = at % #heads + 1
  local tail = tails[at]
  if not tail then return heads[at] end
  sent = sent + 1
  return heads[at] .. '${randomUUID()}-' .. sent .. tail
end
done = function(summary, latency)
  local errors = summary.errors
  local failed = errors.connect + errors.read + errors.write + errors.status + errors.timeout
  print(string.format('RESULT %d %d %d %d %d', summary.requests, summary.duration, latency:percentile(50), latency:percentile(99), failed))
end
`;
}

/** Sends the requests in turn for this long over this many connections from the second core. */
export async function load(
  url: string,
  requests: readonly Request[],
  { seconds, connections, files }: { seconds: number; connections: number; files: Files },
): Promise<Load> {
  writeFileSync(files.requests, requests.map(textOf).join('\0'));
  writeFileSync(files.script, scriptOf(files));
  // A machine that stalls for two seconds, the default timeout of wrk, is no failure of a server.
  const timing = ['-t1', `-c${connections}`, `-d${seconds}s`, '--timeout', '10s'];
  const child = spawn('taskset', ['-c', '1', 'wrk', ...timing, '-s', files.script, url], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let said = '';
  child.stdout.on('data', (chunk: Buffer) => (said += chunk.toString()));
  await new Promise((resolve, reject) => child.once('close', resolve).once('error', reject));
  const result = /RESULT (\d+) (\d+) (\d+) (\d+) (\d+)/.exec(said)?.slice(1).map(Number);
  if (!result) throw new Error(`wrk printed no result:\n${said}`);
  const [count = 0, duration = 0, p50 = 0, p99 = 0, failed = 0] = result;
  if (failed > 0) throw new Error(`${failed} of ${count} requests like ${requests[0]?.path} failed.`);
  return { requests: count, perSecond: (count * 1e6) / duration, p50Ms: p50 / 1000, p99Ms: p99 / 1000 };
}
