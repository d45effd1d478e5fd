import type { AppRouter, RouterInputs, RouterOutputs } from '@mechanic-shop/shared';
import { type TRPCLink, createTRPCClient } from '@trpc/client';
import { observable } from '@trpc/server/observable';
import { asyncLink } from './async-link.ts';
import type { ShopClient } from './create-shop-client.ts';

/** The procedures of a fake shop: each takes the input and returns the output, or throws a `shopError`; of a
 * subscription it returns the events, as an async generator does. */
export type FakeAnswers = {
  [F in keyof RouterInputs]?: {
    [P in keyof RouterInputs[F] & keyof RouterOutputs[F]]?: (
      input: RouterInputs[F][P],
    ) => Answer<RouterOutputs[F][P]> | Promise<Answer<RouterOutputs[F][P]>>;
  };
};

type Answer<Output> = Output extends AsyncIterable<infer Sent> ? AsyncIterable<Sent, void, unknown> : Output;

function isAnswer(value: unknown): value is (input: unknown) => unknown {
  return typeof value === 'function';
}

/**
 * Creates a client for tests of an app. It has the type of a real client and calls the given functions instead of a
 * server. A call to a procedure that is not given rejects with an error that names it.
 * @example
 * const shop = createFakeShop({ tickets: { mine: () => ({ items: [], nextCursor: null }) } });
 */
export function createFakeShop(answers: FakeAnswers): ShopClient {
  const link = asyncLink(async ({ path, input }) => {
    const [feature = '', procedure = ''] = path.split('.');
    const answer: unknown = Reflect.get(Object(Reflect.get(answers, feature)), procedure);
    if (!isAnswer(answer)) {
      throw new Error(`The fake shop has no answer to ${path}: give it ${feature}: { ${procedure}: () => … }.`);
    }
    const data = await answer(input);
    return { result: { type: 'data', data } };
  });
  return createTRPCClient<AppRouter>({ links: [eachEvent, link] });
}

/** The events of a subscription, one after the other. */
const eachEvent: TRPCLink<AppRouter> =
  () =>
  ({ op, next }) =>
    observable((observer) => {
      if (op.type !== 'subscription') return next(op).subscribe(observer);
      let stopped = false;
      const send = async (events: AsyncIterable<unknown>) => {
        observer.next({ result: { type: 'started' } });
        for await (const data of events) {
          if (stopped) return;
          observer.next({ result: { type: 'data', data } });
        }
        observer.next({ result: { type: 'stopped' } });
        observer.complete();
      };
      next(op).subscribe({
        next: ({ result }) => {
          if ('data' in result) send(result.data as AsyncIterable<unknown>).catch(observer.error);
        },
        error: (error) => observer.error(error),
      });
      return () => {
        stopped = true;
      };
    });
