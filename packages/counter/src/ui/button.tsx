import type { ComponentProps } from 'react';

const looks = {
  primary: 'bg-accent text-on-accent border-accent',
  plain: 'bg-surface text-ink border-line hover:bg-tint',
  quiet: 'border-transparent text-ink hover:bg-tint',
  danger: 'bg-surface text-bad border-bad hover:bg-tint',
};

interface Look {
  look?: keyof typeof looks;
  /** Square, for an icon; needs an aria-label. */
  icon?: boolean;
}

interface Props extends Look, Omit<ComponentProps<'button'>, 'className' | 'style' | 'disabled' | 'onClick'> {
  /** Shows it as disabled and ignores presses. It keeps the focus, which browsers take from what is `disabled`. */
  isDisabled?: boolean;
  onPress?: () => void;
}

/** How buttons look. */
export function buttonClass({ look = 'plain', icon = false }: Look): string {
  const size = icon ? 'size-9 justify-center' : 'min-h-9 px-3 py-1.5';
  return `inline-flex cursor-pointer items-center gap-2 rounded-md border text-left font-medium aria-disabled:cursor-default aria-disabled:opacity-50 ${size} ${looks[look]}`;
}

export function Button({ look = 'plain', icon = false, isDisabled = false, onPress, ...props }: Props) {
  return (
    <button
      type="button"
      {...props}
      aria-disabled={isDisabled || undefined}
      onClick={(event) => {
        // Enter in a field presses the form's button, too.
        if (isDisabled) event.preventDefault();
        else onPress?.();
      }}
      className={buttonClass({ look, icon })}
    />
  );
}
