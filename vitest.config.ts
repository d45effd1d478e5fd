import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { defineConfig } from 'vitest/config';

const { DATABASE_URL, REDIS_URL, TEST_REPORT, SLOW_TEST_MS = '180000' } = process.env;

// The one limit of every test: it only ends what hangs, however slowly processes start on a busy machine.
const limitMs = Number(SLOW_TEST_MS);
if (!Number.isInteger(limitMs) || limitMs < 1000) {
  throw new Error('SLOW_TEST_MS: use whole milliseconds, at least 1000.');
}

/** The server's tests create and drop databases, so they accept only this machine. */
const postgres = /^postgres(?:ql)?:/.test(DATABASE_URL ?? '') ? DATABASE_URL : undefined;
if (postgres !== undefined && !['127.0.0.1', 'localhost', '[::1]'].includes(new URL(postgres).hostname)) {
  throw new Error('DATABASE_URL: tests run only against PostgreSQL on this machine. Use a loopback host, or unset it.');
}

// The developer's own shop settings and session must not reach a test; a server started by a test sees only that test's
// variables. PG variables would configure the PostgreSQL driver.
const ours =
  /^(?:DATABASE_URL|REDIS_URL|HOST|PORT|JWT_SECRET|ACCESS_TOKEN_.*|REFRESH_TOKEN_.*|BCRYPT_COST|EVENT_DAYS|WEBHOOK_PRIVATE|TRUST_PROXY|RATE_LIMIT.*|MAX_BODY_BYTES|MAX_BATCH|DRAIN_SECONDS|CORS_ORIGINS|PUBLIC_URL|COUNTER|METRICS.*|LOG_LEVEL|SHOP_.*|PG[A-Z]+|INIT_CWD|TEST_REPORT)$/;
for (const name of Object.keys(process.env)) if (ours.test(name)) delete process.env[name];

// The shop command keeps its session under this folder. A time zone off by half an hour reveals dates that leak local
// time.
const configHome = mkdtempSync(join(tmpdir(), 'mechanic-shop-tests-'));
process.on('exit', () => rmSync(configHome, { recursive: true, force: true }));
const env = { NODE_ENV: 'test', TZ: 'America/St_Johns', XDG_CONFIG_HOME: configHome, SLOW_TEST_MS };

// What these test is the same on both engines, or always on a SQLite file, so it is tested once.
const withoutDatabase = ['config', 'log', 'outgoing', 'pdf', 'security']
  .map((folder) => `src/platform/${folder}/**`)
  .concat('src/features/documents/**', 'src/http/counter/**', 'src/http/rest/**', 'src/http/resets.test.ts')
  .concat(
    'src/http/trpc/same-as-trpc.test.ts',
    'src/http/run/**',
    'src/http/haproxy.slow.test.ts',
    'src/process/{bundle,main,secret-rotation}.slow.test.ts',
    'src/demo/**',
    'src/testing/fuzz/values.slow.test.ts',
    'prove/sigterm.slow.test.ts',
    'src/admin/admin.slow.test.ts',
    'src/admin/hard-links.test.ts',
    'src/admin/killed-restore.slow.test.ts',
    'src/platform/db/sqlite/**',
  );

function project(
  name: string,
  root: string,
  more: Record<string, string> = {},
  without: string[] = [],
  globalSetup: string[] = [],
) {
  return {
    extends: true as const,
    root,
    test: {
      name,
      env: { ...env, ...more },
      globalSetup,
      include: ['**/*.test.ts'],
      exclude: ['**/node_modules/**', '**/dist/**', ...without],
    },
  };
}

/** The same project without its slow files. */
function quick(given: ReturnType<typeof project>) {
  return { ...given, test: { ...given.test, exclude: [...given.test.exclude, '**/*.slow.test.ts'] } };
}

// `--mode quick` is for `npm test`.
export default defineConfig(({ mode }) => ({
  test: {
    // Processes, not threads: tests start servers, workers and child processes and change process state.
    pool: 'forks',
    maxWorkers: 2,
    // Files of one worker share the modules they import: loading the server took three quarters of the time.
    isolate: false,
    testTimeout: limitMs,
    hookTimeout: limitMs,
    // Within the test's limit, so that a failure shows the expected value.
    expect: { poll: { timeout: limitMs / 2 } },
    passWithNoTests: false,
    reporters: TEST_REPORT ? ['default', ['json', { outputFile: TEST_REPORT }]] : ['default'],
    projects: [
      project('shared', 'packages/shared'),
      // SQLite, or the engine of DATABASE_URL: `pnpm test:postgres` sets both variables.
      project(
        'server',
        'packages/server',
        {
          ...(postgres === undefined ? {} : { DATABASE_URL: postgres }),
          ...(postgres === undefined || !REDIS_URL ? {} : { REDIS_URL }),
        },
        postgres === undefined ? [] : withoutDatabase,
        [join(import.meta.dirname, 'packages/server/test-run.ts')],
      ),
      project('client', 'packages/client', {}, ['test/strangers/**']),
      // These install packages from the registry, so they run in CI: `pnpm test:strangers`.
      project('strangers', 'packages/client/test/strangers'),
      // The web app is built once, before its tests.
      project('counter', 'packages/counter', {}, [], [join(import.meta.dirname, 'packages/counter/test/setup.ts')]),
      project('demos', 'demos'),
      project('scripts', 'scripts'),
    ].map((each) => (mode === 'quick' ? quick(each) : each)),
  },
}));
