import { type ReactNode, useLayoutEffect, useRef } from 'react';

interface Props {
  isLocked: boolean;
  children: ReactNode;
}

/** Fields that cannot be typed in for a while, because the answer would not keep what is typed. */
export function Lockable({ isLocked, children }: Props) {
  const fields = useRef<HTMLFieldSetElement>(null);
  const focused = useRef<HTMLElement>(null);
  useLayoutEffect(() => {
    const holdsFocus = (): boolean => fields.current?.contains(document.activeElement) === true;
    if (isLocked) return undefined;
    // Browsers take the focus from a field that is disabled, and a dialog then takes it: while the field is disabled, or
    // up to two frames after.
    const giveBack = (): void => {
      // Not from a place that somebody, or the view, has chosen meanwhile: only from the page, or the dialog around.
      if (!holdsFocus() && document.activeElement?.contains(fields.current)) focused.current?.focus();
    };
    giveBack();
    let frame = requestAnimationFrame(() => {
      frame = requestAnimationFrame(giveBack);
    });
    return () => cancelAnimationFrame(frame);
  }, [isLocked]);
  return (
    <fieldset
      ref={fields}
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
