import Sqlite from 'better-sqlite3';
import { routes } from '../src/http/rest/routes.ts';
import type { Who } from '../src/http/trpc/testing/steps/step.ts';
import { createCanary, leaksIn } from '../src/testing/canary.ts';
import { malformedRequests } from '../src/testing/fuzz/requests.ts';
import { fuzz } from '../src/testing/fuzz/run.ts';
import { someInputFor } from '../src/testing/fuzz/values.ts';
import { mustSucceed } from './harness/call.ts';
import { type Proof, createVerdict } from './harness/proof.ts';
import { type Sandbox, inSandbox } from './harness/sandbox.ts';
import { ADMIN, createShop, login } from './harness/shop.ts';

const PASSWORD = 'a good password for tests';
const person = { password: PASSWORD, firstName: 'Cara', lastName: 'Canary', address: '1 Main Street' };

// After these calls the rest of the run would only see an ended session.
const ending = new Set(['auth.logout', 'auth.logoutEverywhere', 'auth.endSession']);
const inputs = [...new Map(routes.map(({ procedurePath, input }) => [procedurePath, someInputFor(input)]))].filter(
  ([path]) => !ending.has(path),
) as [string, Record<string, unknown>][];

/** Accounts for all roles, with tokens. */
async function people({ calls }: Sandbox, url: string): Promise<Record<Who, string | undefined>> {
  const admin = (await login(calls, url)).token;
  const register = (email: string) =>
    mustSucceed<{ token: string }>(calls.mutate(url, 'auth.register', { accountType: 'customer', email, ...person }));
  const staff = { email: 'mia@shop.test', password: PASSWORD, firstName: 'Mia', lastName: 'Canary' };
  await mustSucceed(calls.mutate(url, 'mechanics.create', staff, { token: admin }));
  return {
    visitor: undefined,
    customer: (await register('cara@example.com')).token,
    guest: (await register('gus@example.com')).token,
    mechanic: (await login(calls, url, { email: staff.email, password: PASSWORD })).token,
    admin,
  };
}

/** Hashes and digests, read from the file itself. */
function secretsIn(client: Sqlite.Database): string[] {
  return client
    .prepare<[], string>(
      `select password_hash from accounts where password_hash is not null union select digest from refresh_tokens
       union select digest from reset_codes union select digest from invites
       union select digest from estimates union select digest from api_keys union select input_digest from idempotency_keys`,
    )
    .pluck()
    .all();
}

/**
 * Calls all procedures by both protocols, sends malformed requests, then drops the tables one by one while every
 * procedure is called. No response and no log line may contain a secret.
 */
export function proveCanary({ requests }: { requests: number }): Promise<Proof> {
  return inSandbox(async (sandbox) => {
    const { broken, check } = createVerdict();
    const told = [];
    const lines: string[] = [];
    const secrets = new Set([ADMIN.password, PASSWORD, `${PASSWORD} two`, SECRET]);
    for (const by of ['tRPC', 'REST'] as const) {
      const file = sandbox.file(`${by}.db`);
      const many = '1000000/60';
      const limits = { RATE_LIMIT_REGISTER: many, RATE_LIMIT_LOGIN_EMAIL: many, RATE_LIMIT_LOGIN_ADDRESS: many };
      const env = { DATABASE_URL: `file:${file}`, JWT_SECRET: SECRET, LOG_LEVEL: 'trace', ...limits };
      await createShop(env);
      const server = await sandbox.start(env);
      const canary = createCanary(server.url);
      await canary.playStory(by, await people(sandbox, server.url));
      const { token } = await login(sandbox.calls, server.url);
      await fuzz(server.url, malformedRequests(requests, requests, [token]));

      const client = new Sqlite(file);
      sandbox.after(() => client.close());
      for (const secret of secretsIn(client)) secrets.add(secret);
      const tables = client
        .prepare<[], string>(
          "select name from sqlite_schema where type = 'table' and name not like 'sqlite%' and name not like '%\\_search%' escape '\\'",
        )
        .pluck()
        .all();
      for (const table of tables) {
        client.exec(`alter table "${table}" rename to "${table}_gone"`);
        for (const [path, input] of inputs) await canary.call(by, path, input, token);
        client.exec(`alter table "${table}_gone" rename to "${table}"`);
      }
      check((await server.stop()) === 0, 'the server did not exit with 0');
      told.push(...canary.told);
      lines.push(...server.lines());
    }
    const shown = leaksIn(told, lines, [...secrets]);
    const masked = told.filter(({ status }) => status === 500);
    check(shown.length === 0, `${shown.length} leaks:\n${shown.slice(0, 10).join('\n')}`);
    check(masked.length > 100, `only ${masked.length} unexpected errors could be provoked`);
    check(
      masked.every(({ text }) => text.includes('"reason":"INTERNAL"')),
      'an unexpected error is not masked',
    );
    return {
      broken,
      figures: {
        'answers read': told.length,
        'of these unexpected errors': masked.length,
        'log lines read': lines.length,
        'secrets sought': secrets.size,
        shown: shown.length,
      },
    };
  });
}

const SECRET = 'Zk3v-9qLw-77Xb-PmT2-cc0d-canary-Uo';
