import { isShopUnreachable } from '@mechanic-shop/client';
import { useQueryClient } from '@tanstack/react-query';
import { useTexts } from '../i18n/i18n.tsx';
import { RefusalWords } from './refusal-words.tsx';

/** Says why a call failed, in the texts of the app. */
export function Refusal({ error }: { error: unknown }) {
  return error === null || error === undefined ? null : <Words error={error} />;
}

function Words({ error }: { error: unknown }) {
  const { errors } = useTexts();
  const queries = useQueryClient();
  // Nothing was typed for what could not be read.
  const isRead =
    isShopUnreachable(error) &&
    queries
      .getQueryCache()
      .getAll()
      .some(({ state }) => state.error === error);
  return <RefusalWords error={error} texts={isRead ? { ...errors, unreachable: errors.unread } : errors} />;
}
