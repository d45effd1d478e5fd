import { type ReactNode, useLayoutEffect, useRef } from 'react';

interface Props {
  isLocked: boolean;
  children: ReactNode;
}

/** Fields that cannot be typed in for a while, because the answer would not keep what is typed. */
export function Lockable({ isLocked, children }: Props) {
  const focused = useRef<HTMLElement>(null);
  useLayoutEffect(() => {
    // Browsers take the focus from a field that is disabled.
    if (!isLocked && document.activeElement === document.body) focused.current?.focus();
  }, [isLocked]);
  return (
    <fieldset
      disabled={isLocked}
      className="space-y-3"
      onFocus={({ target }) => {
        focused.current = target;
      }}
    >
      {children}
    </fieldset>
  );
}
