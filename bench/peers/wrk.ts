import { spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';

/** A request for wrk; each one differs when a part of it contains `{n}`. */
export interface Ask {
  path: string;
  headers?: Record<string, string>;
  method?: 'GET' | 'PUT' | 'POST';
  body?: string;
  /** `{n}` runs from 1 to this. */
  upTo?: number;
}

export interface Load {
  requests: number;
  perSecond: number;
  p50Ms: number;
  p99Ms: number;
}

const lua = (text: string): string => `[==[${text}]==]`;

/** All requests are built before the run: wrk has one core, and a slow script would distort the measurement. */
function scriptOf({ path, headers = {}, method = 'GET', body = '', upTo = 1 }: Ask): string {
  return `
local requests = {}
local at = 0
init = function()
  for n = 1, ${upTo} do
    local headers = {}
    ${Object.entries(headers)
      .map(([name, value]) => `headers[ ${lua(name)} ] = ${lua(value)}`)
      .join('\n    ')}
    local path = string.gsub(${lua(path)}, '{n}', n)
    local body = string.gsub(${lua(body)}, '{n}', n)
    requests[n] = wrk.format('${method}', path, headers, ${body === '' ? 'nil' : 'body'})
  end
end
request = function()
  at = at % ${upTo} + 1
  return requests[at]
end
done = function(summary, latency)
  local errors = summary.errors
  local failed = errors.connect + errors.read + errors.write + errors.status + errors.timeout
  print(string.format('RESULT %d %d %d %d %d', summary.requests, summary.duration, latency:percentile(50), latency:percentile(99), failed))
end
`;
}

/** Sends requests for this long over this many connections from the second core. */
export async function load(
  url: string,
  ask: Ask,
  { seconds, connections, script }: { seconds: number; connections: number; script: string },
): Promise<Load> {
  writeFileSync(script, scriptOf(ask));
  // A machine that stalls for two seconds, the default timeout of wrk, is no failure of a server.
  const args = ['-c', '1', 'wrk', '-t1', `-c${connections}`, `-d${seconds}s`, '--timeout', '10s', '-s', script, url];
  const child = spawn('taskset', args, { stdio: ['ignore', 'pipe', 'inherit'] });
  let said = '';
  child.stdout.on('data', (chunk: Buffer) => (said += chunk.toString()));
  await new Promise((resolve, reject) => child.once('close', resolve).once('error', reject));
  const result = /RESULT (\d+) (\d+) (\d+) (\d+) (\d+)/.exec(said)?.slice(1).map(Number);
  if (!result) throw new Error(`wrk printed no result:\n${said}`);
  const [requests = 0, duration = 0, p50 = 0, p99 = 0, failed = 0] = result;
  if (failed > 0) throw new Error(`${failed} of ${requests} requests for ${ask.path} failed.`);
  return { requests, perSecond: (requests * 1e6) / duration, p50Ms: p50 / 1000, p99Ms: p99 / 1000 };
}
