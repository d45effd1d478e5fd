import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { gzipSync } from 'node:zlib';
import { rolldown } from 'rolldown';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fakeShop } from './testing/fake-shop.ts';

const run = promisify(execFile);
const ours = join(import.meta.dirname, '..');
/** A stranger's project, far from this repository. */
const project = mkdtempSync(join(tmpdir(), 'stranger-'));
const installed = join(project, 'node_modules/@mechanic-shop/client');
const read = (file: string) => readFileSync(join(installed, file), 'utf8');
const write = (file: string, text: string) => writeFileSync(join(project, file), text);

const stranger = `
import {
  type Account, type AppRouter, type Customer, type Mechanic, type Part, type Profile, type Reason, type RouterInputs,
  type RouterOutputs, type Session, type SessionStore, type StaffRecord, type StatusChange, type StockMovement,
  type Ticket, type TicketPart, type TicketStatus, type Vehicle,
  CreateTicketInput, LoginInput, createShopClient, fileSession, isShopError, isShopUnreachable, memorySession, reasons,
} from '@mechanic-shop/client';

const session: SessionStore = memorySession();
const shop = createShopClient({ url: 'http://127.0.0.1:4000', session, timeoutMs: 1000, retries: 1, fetch });
export const inFile = createShopClient({ url: 'http://127.0.0.1:4000', session: fileSession('session.json') });

export const work = async () => {
  const { account }: Session = await shop.auth.login.mutate({ email: 'ada@example.com', password: 'long enough' });
  const page = await shop.tickets.mine.query({ status: 'open' });
  const all = await shop.mechanics.list.query();
  try {
    await shop.tickets.addPart.mutate({ id: 1, partId: 7, quantity: 5 });
  } catch (error) {
    if (isShopError(error, 'INSUFFICIENT_STOCK')) return error.data.details.available satisfies number;
    if (isShopError(error)) return error.data.reason satisfies Reason;
    if (isShopUnreachable(error)) return error.kind satisfies 'timeout' | 'unreachable' | 'aborted';
  }
  const input = { description: 'Brakes squeak' } satisfies CreateTicketInput & RouterInputs['tickets']['create'];
  const first: RouterOutputs['tickets']['get'] | undefined = page.items[0];
  const email: string = LoginInput.parse(input).email;
  // @ts-expect-error The quantity is a number.
  await shop.tickets.addPart.mutate({ id: 1, partId: 7, quantity: '5' });
  // @ts-expect-error There is no such procedure.
  await shop.tickets.destroy.mutate({ id: 1 });
  // @ts-expect-error The e-mail is a text, so nothing here is any.
  const wrong: number = account.email;
  return [first, email, wrong, all.nextCursor, reasons, CreateTicketInput.shape.description] as const;
};
export type Section4 = [
  Account, AppRouter, Customer, Mechanic, Part, Profile, StaffRecord, StatusChange, StockMovement, Ticket, TicketPart,
  TicketStatus, Vehicle,
];
`;

beforeAll(async () => {
  // The command takes pnpm from the PATH, where the script that runs the tests has put it.
  await run('pnpm', ['pack', '--out', join(project, 'client.tgz')], { cwd: ours });
  mkdirSync(installed, { recursive: true });
  await run('tar', ['-xzf', join(project, 'client.tgz'), '-C', installed, '--strip-components', '1']);
  // What a package manager would fetch is linked from here, so that the test needs no network.
  for (const name of Object.keys(JSON.parse(read('package.json')).dependencies)) {
    const link = join(project, 'node_modules', name);
    mkdirSync(dirname(link), { recursive: true });
    symlinkSync(join(ours, 'node_modules', name), link);
  }
  write('package.json', '{ "type": "module" }');
  write('stranger.ts', stranger);
});
afterAll(() => rmSync(project, { recursive: true, force: true }));

describe('the packed client', () => {
  it('depends on published packages only', () => {
    const { dependencies, exports, bin } = JSON.parse(read('package.json'));
    expect(Object.keys(dependencies).toSorted()).toEqual([
      '@bomb.sh/tab',
      '@trpc/client',
      '@trpc/server',
      'commander',
      'zod',
    ]);
    expect(Object.values(dependencies).filter((version) => !/^\d+\.\d+\.\d+$/.test(String(version)))).toEqual([]);
    expect(exports).toEqual({ '.': { types: './dist/index.d.ts', default: './dist/index.js' } });
    expect(bin).toEqual({ shop: './dist/cli.js' });
  });

  it('describes itself in one small file with its comments, naming nothing of the server', () => {
    const types = read('dist/index.d.ts');
    expect(types.length).toBeLessThan(40_000);
    expect(types).toContain("Adds to the part's line and reserves the stock");
    expect(types).not.toMatch(/drizzle|sqlite|fastify|@mechanic-shop\/s|node:/);
    expect(types.match(/ from "[^"]+"/g)?.toSorted()).toEqual([
      ' from "@trpc/client"',
      ' from "@trpc/server"',
      ' from "zod"',
    ]);
  });

  const settings = {
    nodenext: { module: 'nodenext', moduleResolution: 'nodenext' },
    bundler: { module: 'esnext', moduleResolution: 'bundler' },
  };
  it.each(Object.entries(settings))("type-checks in a stranger's project with %s", async (name, modules) => {
    const strict = {
      strict: true,
      skipLibCheck: false,
      noUncheckedIndexedAccess: true,
      exactOptionalPropertyTypes: true,
    };
    const compilerOptions = {
      ...modules,
      ...strict,
      target: 'es2022',
      lib: ['es2022', 'dom'],
      types: [],
      noEmit: true,
    };
    write(`tsconfig.${name}.json`, JSON.stringify({ compilerOptions, files: ['stranger.ts'] }));
    const tsc = createRequire(import.meta.url)
      .resolve('typescript/package.json')
      .replace('package.json', 'bin/tsc');
    const output = await run(process.execPath, [tsc, '-p', `tsconfig.${name}.json`], { cwd: project }).then(
      ({ stdout }) => stdout,
      (error: unknown) => Reflect.get(Object(error), 'stdout') || String(error),
    );
    expect(output).toBe('');
  });

  it('runs', async () => {
    const shop = await fakeShop(({ path }) => ({ data: path }));
    write(
      'run.js',
      `import { createShopClient, LoginInput } from '@mechanic-shop/client';
       const shop = createShopClient({ url: process.argv[2] });
       const { success } = LoginInput.safeParse({ email: 'ada@example.com', password: 'x' });
       console.log(await shop.auth.me.query(), success);`,
    );
    const { stdout } = await run(process.execPath, [join(project, 'run.js'), shop.url]);
    expect(stdout).toBe('auth.me true\n');
  });

  it('brings the shop command', async () => {
    expect(read('dist/cli.js')).toMatch(/^#!\/usr\/bin\/env node\n/);
    expect(statSync(join(installed, 'dist/cli.js')).mode & 0o111).toBe(0o111);
    const { stdout } = await run(process.execPath, [join(installed, 'dist/cli.js'), '--help']);
    expect(stdout).toMatch(/^Usage: shop /);
  });
});

describe('an app for browsers', () => {
  const bundle = async (name: string, source: string) => {
    write(`${name}.js`, source);
    const unresolved: string[] = [];
    const build = await rolldown({
      input: join(project, `${name}.js`),
      platform: 'browser',
      onLog: (_level, log) => void unresolved.push(log.message),
    });
    const { output } = await build.generate({ minify: true });
    await build.close();
    expect(output).toHaveLength(1);
    expect(unresolved).toEqual([]);
    return output[0].code;
  };

  it('ships under 20 KB and no schemas when it uses none', async () => {
    const code = await bundle(
      'tiny',
      `import { createShopClient, isShopError } from '@mechanic-shop/client';
       createShopClient({ url: '/' }).auth.me.query().catch((error) => document.write(isShopError(error)));`,
    );
    expect(gzipSync(code).length).toBeLessThan(20_000);
    expect(code).not.toMatch(/ZodObject|safeParse/);
    expect(code).not.toContain('node:');
  });

  it('ships the schemas when it uses one', async () => {
    const code = await bundle(
      'form',
      `import { LoginInput } from '@mechanic-shop/client';
       document.write(LoginInput.safeParse({}).success);`,
    );
    expect(code).toMatch(/safeParse/);
  });
});
