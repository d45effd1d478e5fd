import type { Account } from '@mechanic-shop/client';
import { useQueryClient } from '@tanstack/react-query';
import { type ReactNode, Suspense, createContext, lazy, useContext, useState, useSyncExternalStore } from 'react';
import type { BrowserSession } from '../shop/session.ts';
import { useShopClient } from '../shop/shop.ts';
import { LoginPage } from './login-page.tsx';

const SessionEnded = lazy(async () => ({ default: (await import('./session-ended.tsx')).SessionEnded }));

interface SignedIn {
  account: Account;
  logOut(): Promise<void>;
}

const AccountContext = createContext<SignedIn | undefined>(undefined);

/** Who is logged in. */
export function useAccount(): SignedIn {
  const signedIn = useContext(AccountContext);
  if (!signedIn) throw new Error('useAccount needs an AccountProvider.');
  return signedIn;
}

/**
 * Shows its children to people who are logged in, and the login page to others. If a session ends by itself, the page
 * stays with what was typed, behind a dialog to log in again.
 */
export function AccountProvider({ session, children }: { session: BrowserSession; children: ReactNode }) {
  const shop = useShopClient();
  const queries = useQueryClient();
  const now = useSyncExternalStore(session.subscribe, session.account);
  const [shown, setShown] = useState(now);
  if (now && now !== shown) {
    // What one account has read is not for another.
    if (shown && shown.id !== now.id) queries.clear();
    setShown(now);
  }
  if (!shown) return <LoginPage session={session} />;

  const logOut = async (): Promise<void> => {
    // The session is forgotten here even if the server does not answer.
    await shop.auth.logout.mutate().catch(() => session.save(null));
    queries.clear();
    setShown(null);
  };
  return (
    <AccountContext value={{ account: shown, logOut }}>
      {children}
      {!now && (
        <Suspense>
          <SessionEnded session={session} email={shown.email} />
        </Suspense>
      )}
    </AccountContext>
  );
}
