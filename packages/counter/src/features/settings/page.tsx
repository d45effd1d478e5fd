import { Link, Outlet } from '@tanstack/react-router';
import { useTexts } from '../../i18n/i18n.tsx';
import { Tabs, tabLook } from '../../ui/tabs.tsx';

const pages = [
  { to: '/settings', name: 'shop' },
  { to: '/settings/staff', name: 'staff' },
  { to: '/settings/bays', name: 'bays' },
  { to: '/settings/hours', name: 'hours' },
  { to: '/settings/canned-jobs', name: 'canned' },
  { to: '/settings/inspections', name: 'templates' },
  { to: '/settings/webhooks', name: 'webhooks' },
  { to: '/settings/api-keys', name: 'keys' },
  { to: '/settings/log', name: 'log' },
] as const;

/** The settings of the shop, for its admins. */
export function SettingsPage() {
  const { nav, settings } = useTexts();
  return (
    <div className="mx-auto max-w-5xl space-y-3 p-3 sm:p-4">
      <h1 className="text-xl font-semibold">{nav.settings}</h1>
      <Tabs label={nav.settings}>
        {pages.map(({ to, name }) => (
          <li key={to}>
            <Link to={to} activeOptions={{ exact: to === '/settings' }} {...tabLook}>
              {settings.pages[name]}
            </Link>
          </li>
        ))}
      </Tabs>
      <Outlet />
    </div>
  );
}
