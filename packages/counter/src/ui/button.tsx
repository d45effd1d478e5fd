import type { Ref } from 'react';
import { Button as AriaButton, type ButtonProps } from 'react-aria-components/Button';

const looks = {
  primary: 'bg-accent text-on-accent border-accent',
  plain: 'bg-surface text-ink border-line hover:bg-tint',
  quiet: 'border-transparent text-ink hover:bg-tint',
  danger: 'bg-surface text-bad border-bad hover:bg-tint',
};

interface Props extends Omit<ButtonProps, 'className' | 'style'> {
  look?: keyof typeof looks;
  /** Square, for an icon; needs an aria-label. */
  icon?: boolean;
  ref?: Ref<HTMLButtonElement>;
}

export function Button({ look = 'plain', icon = false, ...props }: Props) {
  const size = icon ? 'size-9 justify-center' : 'min-h-9 px-3 py-1.5';
  return (
    <AriaButton
      {...props}
      className={`inline-flex cursor-pointer items-center gap-2 rounded-md border text-left font-medium disabled:cursor-default disabled:opacity-50 ${size} ${looks[look]}`}
    />
  );
}
