import type { ReactNode } from 'react';

/** Links between the pages of one place. */
export function Tabs({ label, children }: { label: string; children: ReactNode }) {
  return (
    <nav aria-label={label}>
      <ul className="flex flex-wrap gap-1">{children}</ul>
    </nav>
  );
}

/** How a link between them looks, and how the one of the open page does. */
export const tabLook = {
  className: 'border-line hover:bg-tint block rounded-md border px-3 py-1.5',
  activeProps: { className: 'bg-tint text-accent font-medium' },
};
