import Sqlite from 'better-sqlite3';
import { routes } from '../src/http/rest/routes.ts';
import type { Who } from '../src/http/trpc/testing/steps.ts';
import { createCanary, shownBy } from '../src/testing/canary.ts';
import { malformedRequests } from '../src/testing/fuzz/requests.ts';
import { fuzz } from '../src/testing/fuzz/run.ts';
import { someInputFor } from '../src/testing/fuzz/values.ts';
import { must } from './harness/call.ts';
import { type Proof, createVerdict } from './harness/proof.ts';
import { ADMIN, createShop, login } from './harness/shop.ts';
import { type Stage, onStage } from './harness/stage.ts';

const PASSWORD = 'a good password for tests';
const person = { password: PASSWORD, firstName: 'Cara', lastName: 'Canary', address: '1 Main Street' };

// Who has ended his session would see nothing but that.
const ending = new Set(['auth.logout', 'auth.logoutEverywhere', 'auth.endSession']);
const inputs = [...new Map(routes.map(({ procedurePath, input }) => [procedurePath, someInputFor(input)]))].filter(
  ([path]) => !ending.has(path),
) as [string, Record<string, unknown>][];

/** Everybody that the story needs, with tokens. */
async function people({ calls }: Stage, url: string): Promise<Record<Who, string | undefined>> {
  const admin = (await login(calls, url)).token;
  const register = (email: string) =>
    must<{ token: string }>(calls.mutate(url, 'auth.register', { accountType: 'customer', email, ...person }));
  const staff = { email: 'mia@shop.test', password: PASSWORD, firstName: 'Mia', lastName: 'Canary' };
  await must(calls.mutate(url, 'mechanics.create', staff, { token: admin }));
  return {
    nobody: undefined,
    customer: (await register('cara@example.com')).token,
    guest: (await register('gus@example.com')).token,
    mechanic: (await login(calls, url, { email: staff.email, password: PASSWORD })).token,
    admin,
  };
}

/** Hashes and digests, from the file itself. */
function secretsIn(client: Sqlite.Database): string[] {
  return client
    .prepare<[], string>(
      `select password_hash from accounts where password_hash is not null union select digest from refresh_tokens
       union select digest from reset_codes union select digest from invites union select input_digest from idempotency_keys`,
    )
    .pluck()
    .all();
}

/**
 * Plays the story of all procedures by both protocols, sends malformed requests, then takes the tables away one after
 * another while every procedure is called. No answer and no line of the log may show what is nobody's business.
 */
export function proveCanary({ requests }: { requests: number }): Promise<Proof> {
  return onStage(async (stage) => {
    const { broken, demand } = createVerdict();
    const told = [];
    const lines: string[] = [];
    const secrets = new Set([ADMIN.password, PASSWORD, `${PASSWORD} two`, SECRET]);
    for (const by of ['tRPC', 'REST'] as const) {
      const file = stage.file(`${by}.db`);
      const many = '1000000/60';
      const limits = { RATE_LIMIT_REGISTER: many, RATE_LIMIT_LOGIN_EMAIL: many, RATE_LIMIT_LOGIN_ADDRESS: many };
      const env = { DATABASE_URL: `file:${file}`, JWT_SECRET: SECRET, LOG_LEVEL: 'trace', ...limits };
      await createShop(env);
      const server = await stage.start(env);
      const canary = createCanary(server.url);
      await canary.playStory(by, await people(stage, server.url));
      const { token } = await login(stage.calls, server.url);
      await fuzz(server.url, malformedRequests(requests, requests, [token]));

      const client = new Sqlite(file);
      stage.after(() => client.close());
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
      demand((await server.stop()) === 0, 'the server did not end with 0');
      told.push(...canary.told);
      lines.push(...server.lines());
    }
    const shown = shownBy(told, lines, [...secrets]);
    const masked = told.filter(({ status }) => status === 500);
    demand(shown.length === 0, `${shown.length} things were shown:\n${shown.slice(0, 10).join('\n')}`);
    demand(masked.length > 100, `only ${masked.length} unexpected errors could be provoked`);
    demand(
      masked.every(({ text }) => text.includes('"reason":"INTERNAL"')),
      'an unexpected error is not masked',
    );
    return {
      broken,
      figures: {
        'answers read': told.length,
        'of these unexpected errors': masked.length,
        'lines of the log read': lines.length,
        'secrets sought': secrets.size,
        shown: shown.length,
      },
    };
  });
}

const SECRET = 'Zk3v-9qLw-77Xb-PmT2-cc0d-canary-Uo';
