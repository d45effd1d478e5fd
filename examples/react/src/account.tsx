import { isShopError } from '@mechanic-shop/client';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { useShop } from './shop.tsx';

/** A login form; after login, the person's name and the views for customers or staff. */
export function Account({ customer, staff }: { customer: ReactNode; staff: ReactNode }) {
  const shop = useShop();
  const queries = useQueryClient();
  const [credentials, setCredentials] = useState({ email: '', password: '' });
  // The client stores the session itself; the app only refetches.
  const afterwards = { onSuccess: () => queries.resetQueries() };
  const me = useQuery(shop.auth.me.queryOptions());
  const login = useMutation(shop.auth.login.mutationOptions(afterwards));
  const logout = useMutation(shop.auth.logout.mutationOptions(afterwards));

  if (me.data) {
    return (
      <>
        <p>
          {me.data.firstName} {me.data.lastName} <button onClick={() => logout.mutate()}>Log out</button>
        </p>
        {me.data.role === 'customer' ? customer : staff}
      </>
    );
  }
  if (me.error && !isShopError(me.error)) return <p role="alert">{me.error.message}</p>;
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        login.mutate(credentials);
      }}
    >
      <input
        aria-label="E-mail"
        type="email"
        value={credentials.email}
        onChange={(event) => setCredentials({ ...credentials, email: event.target.value })}
      />
      <input
        aria-label="Password"
        type="password"
        value={credentials.password}
        onChange={(event) => setCredentials({ ...credentials, password: event.target.value })}
      />
      <button disabled={login.isPending}>Log in</button>
      {login.error && <p role="alert">{login.error.message}</p>}
    </form>
  );
}
