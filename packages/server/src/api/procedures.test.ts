import { TRPCError } from '@trpc/server';
import { expect, test } from 'vitest';
import { appRouter } from '../router.ts';
import { errorShaperOf, proceduresOf } from './procedures.ts';
import { publicProcedure, router } from './trpc.ts';

// tRPC internals that the runner relies on. When this fails after an upgrade, compare `callRecursive` in tRPC's
// procedureBuilder.ts with http/run/runner.ts.
test.each(proceduresOf(appRouter))('$path has its internals where the runner expects them', (procedure) => {
  const { type, middlewares, inputs, output, resolver, meta, access } = procedure;
  expect(['query', 'mutation', 'subscription']).toContain(type);
  expect(middlewares.length).toBeGreaterThan(3);
  for (const middleware of middlewares) expect(middleware).toBeTypeOf('function');
  expect(middlewares.at(-1)?.name).toBe('resolveMiddleware');
  expect(meta).toHaveProperty('access', access);
  // The runner rebuilds these from the schemas and the resolver.
  expect(middlewares.filter(({ _type }) => _type === 'input')).toHaveLength(inputs.length);
  // Streams are typed by the contract alone.
  const outputs = type === 'subscription' ? 0 : 1;
  expect(middlewares.filter(({ _type }) => _type === 'output')).toHaveLength(outputs);
  if (outputs > 0) expect(output).toHaveProperty('parse');
  expect(resolver).toBeTypeOf('function');
});

test('a procedure without access metadata is rejected', () => {
  const unsaid = publicProcedure.meta({ access: undefined } as never).query(() => 1);
  expect(() => proceduresOf(router({ feature: router({ unsaid }) }))).toThrow('feature.unsaid does not declare who');
});

test('errors are shaped by the formatter of the router', () => {
  const error = new TRPCError({ code: 'NOT_FOUND', message: 'There is none.' });
  const ctx = { requestId: 'r1' } as never;
  const shape = errorShaperOf(appRouter)({ error, type: 'query', path: 'a.b', input: undefined, ctx });
  expect(shape).toMatchObject({ data: { httpStatus: 404, path: 'a.b', requestId: 'r1' } });
});
