import type { AppRouter, RouterInputs, RouterOutputs } from '@mechanic-shop/shared';
import { createTRPCClient } from '@trpc/client';
import { asyncLink } from './async-link.ts';
import type { ShopClient } from './create-shop-client.ts';

/** The procedures of a fake shop: each takes the input and returns the output, or throws a `shopError`. */
export type FakeAnswers = {
  [F in keyof RouterInputs]?: {
    [P in keyof RouterInputs[F] & keyof RouterOutputs[F]]?: (
      input: RouterInputs[F][P],
    ) => RouterOutputs[F][P] | Promise<RouterOutputs[F][P]>;
  };
};

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
  return createTRPCClient<AppRouter>({ links: [link] });
}
