import type { Role } from '@mechanic-shop/client';

/** The pages in the navigation, with the names of their texts. */
const staffPages = [
  { to: '/', name: 'board' },
  { to: '/parts', name: 'parts' },
] as const;

const customerPages = [{ to: '/', name: 'tickets' }] as const;

export function pagesFor(role: Role) {
  return role === 'customer' ? customerPages : staffPages;
}
