import { type AnyTRPCProcedure, TRPCError, initTRPC } from '@trpc/server';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import type { Context } from '../../api/context.ts';
import { definitionOf } from '../../api/procedures.ts';
import { KnownJson } from '../../core/answers.ts';
import { runnerOf as runner } from './runner.ts';

const runnerOf = (procedure: AnyTRPCProcedure) => runner(definitionOf(procedure));

describe('runs as tRPC does', () => {
  const t = initTRPC.context<{ who: string }>().meta<object>().create({ isDev: false });
  const see = t.procedure.meta({ access: 'any' }).query((options) => {
    const { ctx, input, path, signal } = options;
    // tRPC passes them, and its types leave them out.
    const { type, batchIndex, meta } = options as unknown as Record<string, unknown>;
    return { ctx, input, path, type, batchIndex, meta, aborted: signal?.aborted };
  });
  const cases = {
    'what a resolver receives': see,
    'added context': t.procedure
      .use(({ next }) => next({ ctx: { more: 1 } }))
      .use(({ ctx, next }) => next({ ctx: { more: ctx.more + 1 } }))
      .query(({ ctx }) => ctx),
    'merged inputs': t.procedure
      .input(z.object({ a: z.number() }))
      .input(z.object({ b: z.number().default(2) }))
      .query(({ input }) => input),
    'a replaced input': t.procedure.use(({ next }) => next({ input: 'other' })).query(({ input }) => String(input)),
    'a replaced raw input': t.procedure
      .use(({ next }) => next({ getRawInput: async () => ({ a: 5 }) }))
      .input(z.object({ a: z.number() }))
      .query(({ input }) => input),
    'a refused input': t.procedure.input(z.object({ a: z.string() })).query(({ input }) => input),
    'a wrong output': t.procedure.output(z.string()).query(() => 7 as never),
    'an error of ours': t.procedure.query(() => {
      throw new TRPCError({ code: 'CONFLICT', message: 'no' });
    }),
    'any error': t.procedure.query(() => {
      throw new RangeError('no');
    }),
    'a thrown text': t.procedure.query(() => {
      // oxlint-disable-next-line no-throw-literal -- procedures may throw anything
      throw 'no';
    }),
    'an error seen on its way out': t.procedure
      .use(async ({ next }) => {
        const result = await next();
        if (!result.ok) throw new TRPCError({ code: 'FORBIDDEN', message: `seen: ${result.error.message}` });
        return result;
      })
      .query(() => {
        throw new Error('no');
      }),
    'a middleware without a result': t.procedure.use((async () => undefined) as never).query(() => 1),
    'nothing at all': t.procedure.query(() => undefined),
  };

  const told = (error: unknown) => {
    const { code, message, cause } = error as TRPCError;
    return { code, message: code === 'INTERNAL_SERVER_ERROR' && !cause ? '' : message, cause: cause?.constructor.name };
  };

  test.each(Object.entries(cases))('%s', async (_, procedure) => {
    const { signal } = new AbortController();
    const call = { path: 'a.b', type: 'query' as const, batchIndex: 3, input: { a: 1 }, signal };
    const ctx = { who: 'me' };
    const { input, ...rest } = call;
    const byTrpc = await procedure({ ...rest, ctx, getRawInput: async () => input }).then(
      (data: unknown) => ({ ok: true, data }),
      (error: unknown) => ({ ok: false, error: told(error) }),
    );
    const ours = await runnerOf(procedure)(call, ctx as never as Context);
    expect(ours.ok ? { ok: true, data: ours.data } : { ok: false, error: told(ours.error) }).toEqual(byTrpc);
  });
});

test('a signal is not created before it is read', async () => {
  const t = initTRPC.create();
  const call = (read: boolean) => ({
    path: 'a',
    type: 'query' as const,
    batchIndex: 0,
    input: undefined,
    get signal(): AbortSignal {
      if (!read) throw new Error('made');
      return AbortSignal.abort();
    },
  });
  const blind = t.procedure.use(({ next }) => next()).query(() => 'ok');
  expect(await runnerOf(blind)(call(false), {} as Context)).toMatchObject({ ok: true, data: 'ok' });
  const watching = t.procedure.use(({ next }) => next()).query(({ signal }) => signal?.aborted);
  expect(await runnerOf(watching)(call(true), {} as Context)).toMatchObject({ ok: true, data: true });
});

test('a lazy input is read by the procedure, and may throw', async () => {
  const t = initTRPC.create();
  const call = {
    path: 'a',
    type: 'query' as const,
    batchIndex: 0,
    signal: AbortSignal.abort(),
    get input(): unknown {
      throw new TRPCError({ code: 'CONFLICT', message: 'no input' });
    },
  };
  const blind = t.procedure.query(() => 'ok');
  expect(await runnerOf(blind)(call, {} as Context)).toMatchObject({ ok: true, data: 'ok' });
  const asking = t.procedure.input(z.object({})).query(() => 'ok');
  expect(await runnerOf(asking)(call, {} as Context)).toMatchObject({ ok: false, error: { message: 'no input' } });
});

describe('a cacheable output', () => {
  const t = initTRPC.meta<{ cacheable?: true }>().create();
  const call = { path: 'a', type: 'query' as const, batchIndex: 0, input: undefined, signal: AbortSignal.abort() };
  const runs = (answers: unknown[], after = (data: unknown) => data) => {
    const run = runnerOf(
      t.procedure
        .meta({ cacheable: true })
        .use(async ({ next }) => {
          const result = await next();
          return result.ok ? { ...result, data: after(result.data) } : result;
        })
        .output(z.object({ a: z.number() }))
        .query(() => answers.shift() as { a: number }),
    );
    return () => run(call, {} as Context);
  };

  test('is validated and serialized once, and loses fields that its schema does not name', async () => {
    const answer = { a: 1, secret: 'canary' };
    const run = runs([answer, answer]);
    const first = await run();
    expect(first).toEqual({ ok: true, data: new KnownJson({ a: 1 }) });
    answer.a = 2;
    expect(await run()).toEqual(first);
  });

  test('is processed again for another object', async () => {
    const run = runs([{ a: 1 }, { a: 2 }]);
    await run();
    expect(await run()).toEqual({ ok: true, data: new KnownJson({ a: 2 }) });
  });

  test('is rejected each time when invalid', async () => {
    const wrong = { a: 'x' };
    const run = runs([wrong, wrong]);
    expect(await run()).toMatchObject({ ok: false, error: { message: 'Output validation failed' } });
    expect(await run()).toMatchObject({ ok: false, error: { message: 'Output validation failed' } });
  });

  test('is not mistaken for a replacement by a middleware', async () => {
    const answer = { a: 1 };
    const outcome = await runs([answer], () => ({ a: 7 }))();
    expect(outcome).toEqual({ ok: true, data: { a: 7 } });
  });
});
