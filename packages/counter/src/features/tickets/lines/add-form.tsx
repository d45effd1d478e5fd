import type { Ticket } from '@mechanic-shop/client';
import type { ReactNode } from 'react';
import { useTexts } from '../../../i18n/i18n.tsx';
import { Button } from '../../../ui/button.tsx';
import { type Change, ChangeRefusal, useTicketChange } from '../change.tsx';

interface Props {
  name: string;
  ticket: Ticket;
  onClose(): void;
  /** The call that adds what is typed; undefined while it is not complete. */
  callFor(): Change['call'] | undefined;
  children: ReactNode;
}

/** A form that adds something to a ticket, and closes when it is added. */
export function AddForm({ name, ticket, onClose, callFor, children }: Props) {
  const { app } = useTexts();
  const change = useTicketChange();
  return (
    <form
      aria-label={name}
      className="bg-tint space-y-2 rounded-md p-2"
      onSubmit={(event) => {
        event.preventDefault();
        const call = callFor();
        if (call) change.run({ base: ticket, call, onDone: onClose });
      }}
    >
      <div className="flex flex-wrap items-end gap-2">{children}</div>
      <ChangeRefusal change={change} />
      <div className="flex gap-2">
        <Button type="submit" look="primary" isDisabled={change.isPending}>
          {app.add}
        </Button>
        <Button onPress={onClose}>{app.cancel}</Button>
      </div>
    </form>
  );
}
