import { EllipsisVertical } from 'lucide-react';
import { Menu as AriaMenu, MenuItem, MenuTrigger } from 'react-aria-components/Menu';
import { Popover } from 'react-aria-components/Popover';
import { Button } from './button.tsx';

export interface MenuEntry {
  id: string;
  text: string;
  onAction(): void;
}

/** A button that opens a menu. */
export function Menu({ label, entries }: { label: string; entries: readonly MenuEntry[] }) {
  return (
    <MenuTrigger>
      <Button look="quiet" icon aria-label={label}>
        <EllipsisVertical aria-hidden className="size-4" />
      </Button>
      <Popover className="bg-raised border-line appear min-w-44 rounded-lg border p-1 shadow-lg">
        <AriaMenu aria-label={label} className="outline-none" items={entries}>
          {({ id, text, onAction }) => (
            <MenuItem
              id={id}
              onAction={onAction}
              className="focus:bg-tint cursor-pointer rounded-md px-3 py-2 outline-none"
            >
              {text}
            </MenuItem>
          )}
        </AriaMenu>
      </Popover>
    </MenuTrigger>
  );
}
