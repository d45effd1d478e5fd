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
