import type { Role } from '@mechanic-shop/client';
import { Link, Outlet, useLocation, useMatches, useRouteContext } from '@tanstack/react-router';
import { LogOut } from 'lucide-react';
import { type RefObject, useEffect, useRef } from 'react';
import { PaletteButton } from '../features/palette/button.tsx';
import { useTexts } from '../i18n/i18n.tsx';
import { useIsConnected } from '../shop/connection.ts';
import { useLive } from '../shop/live.ts';
import { Button } from '../ui/button.tsx';
import { useAccount } from './account.tsx';
import { useFormat } from './format.tsx';
import { useKeptPlace } from './kept-place.ts';
import { LanguageSelect } from './language-select.tsx';
import { closedTo, pagesFor } from './pages.ts';

/** What surrounds every view: navigation, who is logged in, and whether the server answers. */
export function Shell() {
  const { app, nav, errors } = useTexts();
  const { shop } = useFormat();
  const { account, logOut } = useAccount();
  const { connection } = useRouteContext({ from: '__root__' });
  const isConnected = useIsConnected(connection);
  const pages = useShownPage();
  useLive(connection);
  useKeptPlace();
  return (
    <>
      <a href="#content" className="bg-surface sr-only focus:not-sr-only focus:absolute focus:z-50 focus:p-2">
        {nav.skip}
      </a>
      <header className="bg-surface border-line flex flex-wrap items-center gap-x-3 gap-y-1 border-b px-3 py-2 print:hidden">
        <span className="font-semibold">{shop.name || app.name}</span>
        <nav
          ref={pages}
          aria-label={nav.label}
          className="relative order-last w-full overflow-x-auto lg:order-none lg:w-auto"
        >
          <ul className="flex gap-0.5 2xl:gap-1">
            {pagesFor(account.role).map(({ to, name }) => (
              <li key={to}>
                <Link
                  to={to}
                  activeOptions={{ exact: to === '/', includeSearch: false }}
                  className="hover:bg-tint block rounded-md px-2 py-1.5 whitespace-nowrap 2xl:px-3"
                  activeProps={{ className: 'bg-tint text-accent font-medium' }}
                >
                  {nav[name]}
                </Link>
              </li>
            ))}
          </ul>
        </nav>
        <div className="ml-auto flex items-center gap-2">
          <span className="text-muted hidden text-sm sm:inline">
            {account.firstName} {account.lastName}
          </span>
          {account.role !== 'customer' && <PaletteButton />}
          <LanguageSelect />
          <Button icon look="quiet" aria-label={nav.logOut} onPress={() => void logOut()}>
            <LogOut aria-hidden className="size-4" />
          </Button>
        </div>
      </header>
      <div role="status">
        {!isConnected && <p className="bg-tint border-warn text-warn border-b px-3 py-2">{errors.away}</p>}
      </div>
      <main id="content" tabIndex={-1} className="outline-none">
        <Page role={account.role} />
      </main>
    </>
  );
}

/** The navigation, which scrolls on small screens to the page that is open. */
function useShownPage(): RefObject<HTMLElement | null> {
  const pages = useRef<HTMLElement>(null);
  const { pathname } = useLocation();
  useEffect(() => {
    // The board, at the root, is the start of all others.
    const link = [...(pages.current?.querySelectorAll('a') ?? [])].findLast(({ pathname: to }) =>
      pathname.startsWith(to),
    );
    if (pages.current && link) {
      pages.current.scrollLeft = link.offsetLeft + (link.offsetWidth - pages.current.clientWidth) / 2;
    }
  }, [pathname]);
  return pages;
}

/** The open page; one that is not for this role says so, and leads back. */
function Page({ role }: { role: Role }) {
  const { app } = useTexts();
  // The root is no page.
  const routes = useMatches({ select: (matches) => matches.slice(1).map(({ routeId }) => routeId) });
  const closed = closedTo(role, routes);
  if (!closed) return <Outlet />;
  return (
    <div className="mx-auto max-w-3xl space-y-3 p-3 sm:p-4">
      <h1 className="text-xl font-semibold">{app[closed]}</h1>
      <Link to="/" className="link">
        {app.home}
      </Link>
    </div>
  );
}
