import { EllipsisVertical } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { Button } from 'react-aria-components/Button';
import { Menu, MenuItem, MenuTrigger } from 'react-aria-components/Menu';
import { Popover } from 'react-aria-components/Popover';
import { buttonClass } from './button.tsx';
import type { MenuProps } from './menu.tsx';

/** A menu that opens once it is there. */
export function OpenMenu({ label, entries, isDisabled = false }: MenuProps) {
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    // The focus returns to the button when the menu closes.
    button.current?.focus();
    button.current?.click();
  }, []);
  return (
    <MenuTrigger>
      <Button
        ref={button}
        aria-label={label}
        // Keeps the focus that the menu gives back to it.
        isPending={isDisabled}
        className={buttonClass({ look: 'quiet', icon: true })}
      >
        <EllipsisVertical aria-hidden className="size-4" />
      </Button>
      <Popover className="bg-raised border-line appear min-w-44 rounded-lg border p-1 shadow-lg">
        <Menu aria-label={label} className="outline-none" items={entries}>
          {({ id, text, onAction }) => (
            <MenuItem
              id={id}
              onAction={onAction}
              className="focus:bg-tint cursor-pointer rounded-md px-3 py-2 outline-none"
            >
              {text}
            </MenuItem>
          )}
        </Menu>
      </Popover>
    </MenuTrigger>
  );
}
