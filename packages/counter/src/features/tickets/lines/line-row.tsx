import type { Ticket } from '@mechanic-shop/client';
import { X } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTexts } from '../../../i18n/i18n.tsx';
import { Button } from '../../../ui/button.tsx';
import { Menu } from '../../../ui/menu.tsx';
import { type Change, ChangeRefusal, type TicketChange } from '../change.tsx';
import type { InlineEdit } from '../inline-edit.ts';
import { type ActionLine, useLineActions } from './actions.ts';

interface Props<K extends string> {
  ticket: Ticket;
  line: ActionLine;
  /** Whether the line can be changed. */
  isOpen: boolean;
  name: string;
  total: string;
  edit: InlineEdit<K>;
  /** Changes that are made at once. */
  quick: TicketChange;
  /** Removes the line. */
  remove: Change['call'];
  /** What to do about a refusal. */
  remedy?: ReactNode;
  /** The fields. */
  children: ReactNode;
}

/** One line of a ticket: its fields, what it comes to, and why a change of it was refused. */
export function LineRow<K extends string>(props: Props<K>) {
  const { ticket, line, isOpen, name, total, edit, quick, remove, remedy, children } = props;
  const { lines } = useTexts();
  const actions = useLineActions(ticket, quick, line);
  return (
    // Saves when the focus leaves it; the fields in it have the behaviour of their own.
    <li className="border-line border-b py-2 last:border-0" aria-label={name} {...edit.around}>
      <div className="flex flex-wrap items-center gap-2">
        {children}
        <div className="ml-auto flex items-center gap-2">
          <span className="min-w-20 text-right tabular-nums">{total}</span>
          {isOpen && (
            <>
              <Menu label={lines.actions(name)} entries={actions} />
              <Button
                icon
                look="quiet"
                aria-label={lines.remove(name)}
                onPress={() => quick.run({ base: ticket, call: remove })}
              >
                <X aria-hidden className="size-4" />
              </Button>
            </>
          )}
        </div>
      </div>
      <ChangeRefusal change={edit.change} />
      <ChangeRefusal change={quick} />
      {remedy}
    </li>
  );
}
