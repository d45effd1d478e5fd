import { readFileSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import * as esbuild from 'esbuild';
import { publint } from 'publint';
import { rolldown } from 'rolldown';
import { beforeAll, describe, expect, it } from 'vitest';
import { fakeShop } from '../testing/fake-shop.ts';
import { realShop } from '../testing/real-shop.ts';
import { run, strangersProject } from '../testing/strangers-project.ts';

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

const exampleManifest = join(import.meta.dirname, '../../../../examples/node/package.json');
/** The output of a command, also when it failed. */
function outputOf(command: string, args: string[]): Promise<string> {
  return run(command, args, { cwd: project.folder }).then(
    ({ stdout }) => stdout,
    (error: unknown) => Reflect.get(Object(error), 'stdout') || String(error),
  );
}

let project: Awaited<ReturnType<typeof strangersProject>>;
beforeAll(async () => {
  project = await strangersProject();
  project.write('stranger.ts', stranger);
});

// Compilers start slowly on a busy machine.
describe('the packed client', () => {
  it('the packed client depends on published packages only', () => {
    const { dependencies, peerDependencies, exports, bin } = JSON.parse(project.read('package.json'));
    expect(Object.keys(dependencies).toSorted()).toEqual(['@bomb.sh/tab', 'commander', 'zod']);
    expect(peerDependencies).toEqual({ '@trpc/client': '^11.22.1', '@trpc/server': '^11.22.1' });
    expect(Object.values(dependencies).filter((version) => !/^\d+\.\d+\.\d+$/.test(String(version)))).toEqual([]);
    // Dependencies of a package for Node 20 must not need a newer one.
    const engines = Object.keys({ ...dependencies, ...peerDependencies }).map((name): string => {
      const manifest = readFileSync(project.file(`node_modules/${name}/package.json`), 'utf8');
      return JSON.parse(manifest).engines?.node ?? '>=0';
    });
    expect(engines.filter((range) => Number(/^>=\s*(\d+)/.exec(range)?.[1] ?? Infinity) > 20)).toEqual([]);
    expect(exports).toEqual({
      '.': { types: './dist/index.d.ts', default: './dist/index.js' },
      './csv': { types: './dist/csv.d.ts', default: './dist/csv.js' },
    });
    expect(bin).toEqual({ shop: './dist/cli.js' });
  });

  it('the packed types are one small, documented file without server code', () => {
    const types = project.read('dist/index.d.ts');
    // Hand-written types grow by about 5 KB a feature. Types inferred from server code, or a schema type repeated for
    // each use, come in hundreds of KB: this bound detects those.
    expect(types.length).toBeLessThan(190_000);
    expect(types).toContain("to the part's line in the job, or to its line without a job, and reserves it.");
    expect(types).not.toMatch(/drizzle|sqlite|fastify|@mechanic-shop\/s|node:/);
    expect(types.match(/ from "[^"]+"/g)?.toSorted()).toEqual([
      ' from "@trpc/client"',
      ' from "@trpc/server"',
      ' from "zod"',
    ]);
  });

  const modules = {
    nodenext: { module: 'nodenext', moduleResolution: 'nodenext' },
    bundler: { module: 'esnext', moduleResolution: 'bundler' },
  };
  // The newest compiler of this repository, and the oldest that users may have.
  const compilers = { 'TypeScript 7': import.meta.url, 'TypeScript 5.9': exampleManifest };
  const settings = Object.entries(compilers).flatMap(([compiler, from]) =>
    Object.entries(modules).map(([name, module]) => ({ compiler, from, name, module })),
  );
  it.each(settings)(
    "the packed client type-checks in a stranger's project with $compiler and $name",
    async ({ compiler, from, name, module }) => {
      const compilerOptions = {
        ...module,
        strict: true,
        skipLibCheck: false,
        noUncheckedIndexedAccess: true,
        exactOptionalPropertyTypes: true,
        target: 'es2022',
        lib: ['es2022', 'dom'],
        types: [],
        noEmit: true,
      };
      project.write(`tsconfig.${name}.json`, JSON.stringify({ compilerOptions, files: ['stranger.ts'] }));
      const manifest = createRequire(from).resolve('typescript/package.json');
      const tsc = join(manifest, '../bin/tsc');
      expect(await outputOf(process.execPath, [tsc, '-p', `tsconfig.${name}.json`])).toBe('');
      const { version } = JSON.parse(readFileSync(manifest, 'utf8'));
      expect(`TypeScript ${version}`).toContain(compiler);
    },
  );

  it('the packed client passes publint and arethetypeswrong', async () => {
    const { messages } = await publint({ pkgDir: project.installed, strict: true });
    expect(messages).toEqual([]);
    const attw = join(createRequire(import.meta.url).resolve('@arethetypeswrong/cli/package.json'), '../dist/index.js');
    // Its exit code ignores what the profile excludes.
    const { stdout } = await run(process.execPath, [
      attw,
      '--profile',
      'esm-only',
      '--no-color',
      '--no-emoji',
      project.tarball,
    ]);
    expect(stdout).toContain('OK (ESM)');
  });

  it('the packed client runs in Node', async () => {
    const shop = await fakeShop(({ path }) => ({ data: path }));
    project.write(
      'run.js',
      `import { createShopClient, LoginInput } from '@mechanic-shop/client';
       const shop = createShopClient({ url: process.argv[2] });
       const { success } = LoginInput.safeParse({ email: 'ada@example.com', password: 'x' });
       console.log(await shop.auth.me.query(), success);`,
    );
    const { stdout } = await run(process.execPath, [project.file('run.js'), shop.url]);
    expect(stdout).toBe('auth.me true\n');
  });

  it('the packed client runs the example against a real server', async () => {
    const { url, people } = await realShop();
    await people.customer({ email: 'customer@demo.example', password: 'demo-spanner', firstName: 'Zoë' });
    project.write('main.ts', readFileSync(join(exampleManifest, '../src/main.ts'), 'utf8'));
    const { stdout } = await run(process.execPath, [project.file('main.ts')], { env: { SHOP_URL: url } });
    expect(stdout).toBe('Hello Zoë.\nTicket 1 is open.\nOnly a mechanic may do that.\n');
  });

  it('the packed client contains the shop command', async () => {
    expect(project.read('dist/cli.js')).toMatch(/^#!\/usr\/bin\/env node\n/);
    expect(statSync(join(project.installed, 'dist/cli.js')).mode & 0o111).toBe(0o111);
    const { stdout } = await run(process.execPath, [join(project.installed, 'dist/cli.js'), '--help']);
    expect(stdout).toMatch(/^Usage: shop /);
  });
});

describe('the packed client in an app for browsers', () => {
  const bundle = async (name: string, source: string) => {
    project.write(`${name}.js`, source);
    const unresolved: string[] = [];
    const build = await rolldown({
      input: project.file(`${name}.js`),
      platform: 'browser',
      onLog: (_level, log) => void unresolved.push(log.message),
    });
    const { output } = await build.generate({ minify: true });
    await build.close();
    expect(output).toHaveLength(1);
    expect(unresolved).toEqual([]);
    return output[0].code;
  };

  it('an app without schemas ships under 20 KB and no schemas', async () => {
    const code = await bundle(
      'tiny',
      `import { createShopClient, isShopError } from '@mechanic-shop/client';
       createShopClient({ url: '/' }).auth.me.query().catch((error) => document.write(isShopError(error)));`,
    );
    expect(gzipSync(code).length).toBeLessThan(20_000);
    expect(code).not.toMatch(/ZodObject|safeParse/);
    expect(code).not.toContain('node:');
  });

  const withEsbuild = async (name: string, source: string): Promise<string> => {
    project.write(`${name}.js`, source);
    const { outputFiles } = await esbuild.build({
      entryPoints: [project.file(`${name}.js`)],
      bundle: true,
      minify: true,
      write: false,
      format: 'esm',
      platform: 'browser',
    });
    return outputFiles[0]?.text ?? '';
  };

  it('an app that computes totals adds under 3 KB and no schemas', async () => {
    const source = `import { laborCents, partCents, totalsOf } from '@mechanic-shop/client';
      globalThis.money = { laborCents, partCents, totalsOf };`;
    for (const code of [await withEsbuild('totals', source), await bundle('totals', source)]) {
      expect(code).toContain('discountCents');
      expect(code).not.toMatch(/ZodObject|safeParse/);
      expect(gzipSync(code).length).toBeLessThan(3_000);
    }
  });

  it('an app with schemas adds under 40 KB with esbuild, which includes only the used part of zod', async () => {
    const sizeOf = async (name: string, source: string) => gzipSync(await withEsbuild(name, source)).length;
    const client = `import { createShopClient } from '@mechanic-shop/client';
       globalThis.shop = createShopClient({ url: '/' });`;
    const without = await sizeOf('plain', client);
    const withSchemas = await sizeOf(
      'forms',
      `${client}
       import { CreateTicketInput, LoginInput } from '@mechanic-shop/client';
       globalThis.forms = [CreateTicketInput, LoginInput];`,
    );
    expect(without).toBeLessThan(20_000);
    expect(withSchemas - without).toBeGreaterThan(5_000);
    expect(withSchemas - without).toBeLessThan(40_000);
  });

  it('an app that uses one schema ships the schemas', async () => {
    const code = await bundle(
      'form',
      `import { LoginInput } from '@mechanic-shop/client';
       document.write(LoginInput.safeParse({}).success);`,
    );
    expect(code).toMatch(/safeParse/);
  });
});
