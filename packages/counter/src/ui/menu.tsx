import { EllipsisVertical } from 'lucide-react';
import { Suspense, lazy, useState } from 'react';
import { Button } from './button.tsx';

export interface MenuEntry {
  id: string;
  text: string;
  onAction(): void;
}

export interface MenuProps {
  label: string;
  entries: readonly MenuEntry[];
  /** Whether Tab reaches it. Default true. */
  isTabbable?: boolean;
  isDisabled?: boolean;
}

const OpenMenu = lazy(async () => ({ default: (await import('./open-menu.tsx')).OpenMenu }));

/** A button that opens a menu. A board has hundreds of them, so a menu is loaded and made when it is first opened. */
export function Menu(props: MenuProps) {
  const [isWanted, setWanted] = useState(false);
  const button = (
    <Button
      look="quiet"
      icon
      aria-label={props.label}
      aria-haspopup="menu"
      isDisabled={props.isDisabled ?? false}
      tabIndex={props.isTabbable === false ? -1 : 0}
      onPress={() => setWanted(true)}
    >
      <EllipsisVertical aria-hidden className="size-4" />
    </Button>
  );
  if (!isWanted) return button;
  return (
    <Suspense fallback={button}>
      <OpenMenu {...props} />
    </Suspense>
  );
}
