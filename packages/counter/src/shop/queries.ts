import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query';
import type { Connection } from './connection.ts';

/** The cache of everything that was read. The client retries temporary failures, so the cache need not. */
export function createQueries(connection: Connection, onError: (error: unknown) => void): QueryClient {
  const recording = {
    onError: (error: unknown) => {
      connection.record(error);
      onError(error);
    },
    onSuccess: () => connection.record(),
  };
  return new QueryClient({
    queryCache: new QueryCache(recording),
    mutationCache: new MutationCache(recording),
    defaultOptions: { queries: { retry: false, networkMode: 'always' }, mutations: { networkMode: 'always' } },
  });
}
