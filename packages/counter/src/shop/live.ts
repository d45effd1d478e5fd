import { type QueryClient, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import type { Connection } from './connection.ts';
import { useShopClient } from './shop.ts';

/** One call often writes several events, which arrive together. */
const GATHER_MS = 100;

/** How often to look where events cannot come: an account has only so many streams. */
const POLL_MS = 3_000;

/** Reads again what the page shows; a hidden page does so when it is looked at. */
async function refreshShown(queries: QueryClient): Promise<void> {
  if (document.visibilityState === 'visible') await queries.invalidateQueries({ type: 'active' });
}

/** Shows what others change: an event makes every view that is open read again, and so does a server that is back. */
export function useLive(connection: Connection): void {
  const queries = useQueryClient();
  const shop = useShopClient();
  useEffect(() => {
    let hasStarted = false;
    let gathering: ReturnType<typeof setTimeout> | undefined;
    let polling: ReturnType<typeof setInterval> | undefined;
    const live = shop.events.live.subscribe(
      {},
      {
        onData: () => {
          gathering ??= setTimeout(() => {
            gathering = undefined;
            void refreshShown(queries);
          }, GATHER_MS);
        },
        onConnectionStateChange: ({ state, error }) => {
          const wasUp = connection.isUp() && hasStarted;
          if (error) connection.record(error);
          else if (state === 'pending') {
            connection.record();
            hasStarted = true;
          }
          // What changed before the stream began, or while it was away.
          if (!wasUp && hasStarted && connection.isUp()) void refreshShown(queries);
        },
        onError: () => {
          polling = setInterval(() => void refreshShown(queries), POLL_MS);
        },
      },
    );
    return () => {
      live.unsubscribe();
      clearTimeout(gathering);
      clearInterval(polling);
    };
  }, [queries, shop, connection]);
}
