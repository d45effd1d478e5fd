import { X } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTexts } from '../../../i18n/i18n.tsx';
import { Button } from '../../../ui/button.tsx';
import { Menu, type MenuEntry } from '../../../ui/menu.tsx';
import type { InlineEdit } from '../inline-edit.ts';

interface Props {
  name: string;
  fields: ReactNode;
  total: string;
  /** Undefined where the line cannot be removed. */
  onRemove: (() => void) | undefined;
  /** What else can be done with the line. */
  actions?: readonly MenuEntry[];
  refusal: ReactNode;
  /** How its fields save what is typed. */
  around: InlineEdit<never>['around'];
}

/** One line of a ticket: its fields, what it comes to, and why a change of it was refused. */
export function LineRow({ name, fields, total, onRemove, actions = [], refusal, around }: Props) {
  const { lines } = useTexts();
  return (
    // Saves when the focus leaves it; the fields in it have the behaviour of their own.
    <li className="border-line border-b py-2 last:border-0" aria-label={name} {...around}>
      <div className="flex flex-wrap items-center gap-2">
        {fields}
        <span className="ml-auto min-w-20 text-right tabular-nums">{total}</span>
        {onRemove && <Menu label={lines.actions(name)} entries={actions} />}
        {onRemove && (
          <Button icon look="quiet" aria-label={lines.remove(name)} onPress={onRemove}>
            <X aria-hidden className="size-4" />
          </Button>
        )}
      </div>
      {refusal}
    </li>
  );
}
