import type { Role } from '@mechanic-shop/client';

/** The pages in the navigation, with the names of their texts. */
const staffPages = [
  { to: '/', name: 'board' },
  { to: '/calendar', name: 'calendar' },
  { to: '/customers', name: 'customers' },
  { to: '/parts', name: 'parts' },
  { to: '/purchases', name: 'purchases' },
  { to: '/invoices', name: 'invoices' },
] as const;

const adminPages = [
  ...staffPages,
  { to: '/reports', name: 'reports' },
  { to: '/imports', name: 'imports' },
  { to: '/settings', name: 'settings' },
] as const;

const customerPages = [
  { to: '/', name: 'tickets' },
  { to: '/calendar', name: 'appointments' },
] as const;

export function pagesFor(role: Role) {
  if (role === 'customer') return customerPages;
  return role === 'admin' ? adminPages : staffPages;
}

/** The routes that customers open; all others are for staff. */
const customerRoutes: ReadonlySet<string> = new Set(['/', '/calendar', '/invoices/$id/print']);
/** The routes of pages that only admins have. */
const adminRoutes: readonly string[] = adminPages
  .map(({ to }) => to)
  .filter((to) => staffPages.every((page) => page.to !== to));

/** Whose the page of some nested routes is, if it is not for a role; undefined if it may be opened. */
export function closedTo(role: Role, routeIds: readonly string[]): 'staffOnly' | 'adminsOnly' | undefined {
  const [page] = routeIds.slice(-1);
  if (role === 'customer') return page === undefined || customerRoutes.has(page) ? undefined : 'staffOnly';
  return role === 'mechanic' && adminRoutes.some((route) => routeIds.includes(route)) ? 'adminsOnly' : undefined;
}
