import { Link, Outlet } from '@tanstack/react-router';
import { useTexts } from '../../i18n/i18n.tsx';
import { Tabs, tabLook } from '../../ui/tabs.tsx';

const pages = [
  { to: '/purchases', name: 'purchases' },
  { to: '/purchases/reorder', name: 'reorder' },
  { to: '/purchases/suppliers', name: 'suppliers' },
] as const;

/** What the shop buys, what it should buy, and where. */
export function PurchasingPage() {
  const { nav, purchases } = useTexts();
  return (
    <div className="space-y-3 p-3 sm:p-4">
      <h1 className="text-xl font-semibold">{nav.purchases}</h1>
      <Tabs label={nav.purchases}>
        {pages.map(({ to, name }) => (
          <li key={to}>
            <Link to={to} activeOptions={{ exact: to === '/purchases', includeSearch: false }} {...tabLook}>
              {purchases.pages[name]}
            </Link>
          </li>
        ))}
      </Tabs>
      <Outlet />
    </div>
  );
}
