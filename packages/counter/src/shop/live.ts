import { type QueryClient, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';

const POLL_MS = 3000;

/** Reads again what the page shows. */
async function refreshShown(queries: QueryClient): Promise<void> {
  if (document.visibilityState === 'visible') await queries.invalidateQueries({ type: 'active' });
}

/** Shows what others change: every view that is open is read again every few seconds while the page is visible. */
export function useLive(): void {
  const queries = useQueryClient();
  useEffect(() => {
    const timer = setInterval(() => void refreshShown(queries), POLL_MS);
    return () => clearInterval(timer);
  }, [queries]);
}
