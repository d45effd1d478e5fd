import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { emptyDatabase } from '../../admin/testing/commands.ts';
import { parseConfig } from '../../platform/config/config.ts';
import { dialect } from '../../platform/db/columns.ts';
import { createLog } from '../../platform/log/log.ts';
import { root } from '../../platform/root.ts';
import { startServer } from '../../process/server.ts';

async function start(env: Record<string, string>) {
  const lines: string[] = [];
  const log = createLog({ level: 'info', destination: { write: (line) => lines.push(line) } });
  const config = parseConfig(
    { DATABASE_URL: await emptyDatabase(), PORT: '0', JWT_SECRET: 'metrics-test-secret-of-32-bytes-and-more', ...env },
    { cwd: '/', root: '/' },
  );
  const server = await startServer(config, { log });
  onTestFinished(() => server.close());
  const said = lines.map((line) => JSON.parse(line) as Record<string, string>);
  return { url: server.url, metricsUrl: said.find(({ msg }) => msg === 'metrics')?.['url'] ?? '' };
}

async function read(url: string): Promise<{ status: number; text: string }> {
  const response = await fetch(url);
  return { status: response.status, text: await response.text() };
}

/** The value of a series, by its name with labels. */
function value(text: string, series: string): number | undefined {
  const line = text.split('\n').find((one) => one.startsWith(`${series} `));
  return line === undefined ? undefined : Number(line.slice(series.length + 1));
}

function login(url: string) {
  return fetch(`${url}/trpc/auth.login`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email: 'nobody@example.com', password: 'a wrong password' }),
  });
}

async function register(url: string): Promise<{ token: string }> {
  const response = await fetch(`${url}/trpc/auth.register`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      accountType: 'customer',
      email: 'ada@example.com',
      password: 'a good password',
      firstName: 'Ada',
      lastName: 'Byron',
      address: 'Cork 1',
    }),
  });
  const { result } = (await response.json()) as { result: { data: { token: string } } };
  return result.data;
}

describe('metrics', () => {
  test('are served only when enabled', async () => {
    const { url } = await start({});
    expect((await read(`${url}/metrics`)).status).toBe(404);
  });

  test('exist at 0 before any event', async () => {
    const { url } = await start({ METRICS: 'on' });
    const { text } = await read(`${url}/metrics`);
    for (const procedure of ['auth.login', 'inventory.list', 'tickets.addPart']) {
      for (const reason of ['ok', 'INTERNAL', 'OVERLOADED', 'STORAGE_UNAVAILABLE']) {
        expect(value(text, `shop_calls_total{procedure="${procedure}",reason="${reason}"}`)).toBe(0);
      }
    }
    for (const limit of ['default', 'login-email', 'login-address', 'register', 'refresh']) {
      expect(value(text, `shop_limited_total{limit="${limit}"}`)).toBe(0);
    }
  });

  test.each(['deploy/alerts.yaml', 'deploy/grafana.json', 'docs/operating.md'])(
    'contain every metric that %s names',
    async (path) => {
      const { url } = await start({ METRICS: 'on' });
      // Timings exist from the first call on.
      await read(`${url}/trpc/inventory.list`);
      const { text } = await read(`${url}/metrics`);
      // The queries of a dashboard are texts in JSON.
      const names = readFileSync(join(root, path), 'utf8')
        .replaceAll('\\"', '"')
        .matchAll(/\b(?<name>(?:shop|nodejs|process)_[a-z\d]+_[a-z\d_]+)(?<labels>\{\w+="[^"]+")?/g);
      const named = [...names].map(({ groups }) => [groups?.['name'] ?? '', groups?.['labels'] ?? '']);
      expect(named.length).toBeGreaterThan(10);
      const lines = text.split('\n').map((line) => line.replace(/procedure="[^"]*",/, ''));
      const missing = named.filter(([name = '', labels = '']) => !lines.some((line) => line.startsWith(name + labels)));
      // SQLite has no pool.
      expect(missing.filter(([name]) => dialect === 'postgres' || name !== 'shop_pool_connections')).toEqual([]);
    },
  );

  test('count calls by procedure and reason, and cover every part', async () => {
    const { url } = await start({ METRICS: 'on', RATE_LIMIT_LOGIN_EMAIL: '1/60' });
    await read(`${url}/trpc/inventory.list`);
    await read(`${url}/trpc/inventory.list`);
    await read(`${url}/trpc/inventory.get?input={"id":1}`);
    expect([(await login(url)).status, (await login(url)).status]).toEqual([401, 429]);

    const { status, text } = await read(`${url}/metrics`);
    expect(status).toBe(200);
    expect(value(text, 'shop_calls_total{procedure="inventory.list",reason="ok"}')).toBe(2);
    expect(value(text, 'shop_calls_total{procedure="inventory.get",reason="NOT_FOUND"}')).toBe(1);
    expect(value(text, 'shop_calls_total{procedure="auth.login",reason="RATE_LIMITED"}')).toBe(1);
    expect(value(text, 'shop_call_seconds_count{procedure="inventory.list"}')).toBe(2);
    expect(value(text, 'shop_limited_total{limit="login-email"}')).toBe(1);
    expect(value(text, 'shop_cache_reads_total{cache="partLists",found="yes"}')).toBe(1);
    expect(value(text, 'shop_cache_reads_total{cache="partLists",found="no"}')).toBe(1);
    expect(value(text, 'shop_cache_rows{cache="partLists"}')).toBe(1);
    expect(value(text, 'shop_database_waiting')).toBe(0);
    expect(value(text, 'shop_passwords_waiting')).toBe(0);
    expect(value(text, 'shop_pdfs_waiting')).toBe(0);
    expect(value(text, 'shop_deliveries_total{outcome="delivered"}')).toBe(0);
    expect(value(text, 'shop_deliveries_waiting')).toBe(0);
    expect(value(text, 'shop_delivery_oldest_seconds')).toBe(0);
    expect(value(text, 'shop_bus_connected')).toBe(1);
    expect(value(text, 'nodejs_eventloop_lag_p99_seconds')).toBeGreaterThan(0);
    if (dialect === 'postgres') expect(value(text, 'shop_pool_connections{state="idle"}')).toBeGreaterThan(0);
  });

  test('count open streams and the events sent to them', async () => {
    const { url } = await start({ METRICS: 'on' });
    const { token } = await register(url);
    const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
    const stopping = new AbortController();
    const input = encodeURIComponent('{"kinds":["vehicle.*"]}');
    const stream = await fetch(`${url}/trpc/events.live?input=${input}`, { headers, signal: stopping.signal });
    const reader = stream.body!.getReader();
    await reader.read();
    const car = JSON.stringify({ make: 'Saab', model: '99', year: 1980 });
    await fetch(`${url}/trpc/vehicles.create`, { method: 'POST', headers, body: car });
    expect(new TextDecoder().decode((await reader.read()).value)).toContain('vehicle.created');
    const { text } = await read(`${url}/metrics`);
    expect(value(text, 'shop_streams')).toBe(1);
    expect(value(text, 'shop_stream_events_total')).toBe(1);
    expect(value(text, 'shop_stream_lag_seconds')).toBeGreaterThanOrEqual(0);
    stopping.abort();
    await expect.poll(async () => value((await read(`${url}/metrics`)).text, 'shop_streams')).toBe(0);
  });

  test('count guessed codes without showing them', async () => {
    const { url } = await start({ METRICS: 'on', RATE_LIMIT_CODES: '1/60' });
    const code = 'Q277-RR69-5FY2-JTFR-7PXV-399E-P2CF';
    const view = () => read(`${url}/trpc/estimates.view?input=${encodeURIComponent(JSON.stringify({ code }))}`);
    expect([(await view()).status, (await view()).status]).toEqual([400, 429]);
    const { text } = await read(`${url}/metrics`);
    expect(value(text, 'shop_calls_total{procedure="estimates.view",reason="INVALID_CODE"}')).toBe(1);
    expect(value(text, 'shop_limited_total{limit="codes"}')).toBe(1);
    expect(text).not.toContain(code);
  });

  test('are served on a separate port when configured', async () => {
    const { url, metricsUrl } = await start({ METRICS: 'on', METRICS_PORT: '0' });
    expect((await read(`${url}/metrics`)).status).toBe(404);
    await read(`${url}/trpc/mechanics.list`);
    const { status, text } = await read(metricsUrl);
    expect(status).toBe(200);
    expect(value(text, 'shop_calls_total{procedure="mechanics.list",reason="ok"}')).toBe(1);
    expect((await read(metricsUrl.replace('/metrics', '/trpc/mechanics.list'))).status).toBe(404);
    const wrong = await fetch(metricsUrl, { method: 'POST' });
    expect([wrong.status, wrong.headers.get('allow')]).toEqual([405, 'GET']);
    expect(await wrong.json()).toMatchObject({ error: { data: { reason: 'METHOD_NOT_ALLOWED' } } });
  });

  test('report how many writes shared a commit', async () => {
    const { url } = await start({ METRICS: 'on', BCRYPT_COST: '10' });
    const body = {
      accountType: 'customer',
      password: 'a good password',
      firstName: 'A',
      lastName: 'B',
      address: 'C 1',
    };
    const response = await fetch(`${url}/trpc/auth.register`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ ...body, email: 'a@example.com' }),
    });
    expect(response.status).toBe(200);
    const { text } = await read(`${url}/metrics`);
    const groups = value(text, 'shop_commit_group_size_count') ?? 0;
    if (dialect === 'sqlite') expect(groups).toBeGreaterThan(0);
    else expect(groups).toBe(0);
  });
});
