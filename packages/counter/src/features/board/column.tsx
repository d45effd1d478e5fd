import type { Ticket } from '@mechanic-shop/client';
import { useCallback, useState } from 'react';
import { useTexts } from '../../i18n/i18n.tsx';
import { Button } from '../../ui/button.tsx';
import { Card } from './card.tsx';
import type { Column as ColumnName, Target } from './columns.ts';
import { draggedTicket, isTicketDrag } from './drag.ts';

interface Props {
  name: ColumnName;
  /** How many tickets it has; some may not be drawn yet. */
  count: number;
  tickets: readonly Ticket[];
  /** Loads more; undefined when all are here. */
  onMore: (() => void) | undefined;
  refusals: ReadonlyMap<number, unknown>;
  hasChanged(ticket: Ticket): boolean;
  onMove(ticket: Ticket, target: Target): void;
  onDrop(id: number): void;
}

/** One column: a grid of one column, whose rows are the cards. Tab reaches one card of it, the arrows the others. */
export function Column({ name, count, tickets, onMore, refusals, hasChanged, onMove, onDrop }: Props) {
  const { app, board } = useTexts();
  const [isTarget, setTarget] = useState(false);
  const [focused, setFocused] = useState<number>();
  const tabbable = tickets.some(({ id }) => id === focused) ? focused : tickets[0]?.id;
  const onFocus = useCallback((id: number) => setFocused(id), []);
  return (
    <section
      aria-labelledby={`column-${name}`}
      className="flex min-w-0 flex-col gap-2"
      onDragOver={(event) => {
        if (!isTicketDrag(event)) return;
        event.preventDefault();
        setTarget(true);
      }}
      onDragLeave={({ currentTarget, relatedTarget }) => {
        if (!(relatedTarget instanceof Node && currentTarget.contains(relatedTarget))) setTarget(false);
      }}
      onDrop={(event) => {
        event.preventDefault();
        setTarget(false);
        const id = draggedTicket(event);
        if (id !== undefined) onDrop(id);
      }}
    >
      <h2 id={`column-${name}`} className="font-semibold">
        {board.columns[name]} <span className="text-muted font-normal">{board.count(count, onMore !== undefined)}</span>
      </h2>
      <div
        role="grid"
        aria-labelledby={`column-${name}`}
        aria-describedby="board-keys"
        data-column={name}
        className={`flex min-h-24 flex-1 flex-col gap-2 rounded-lg ${isTarget ? 'bg-tint' : ''}`}
      >
        {tickets.map((ticket) => (
          <Card
            key={ticket.id}
            ticket={ticket}
            refusal={refusals.get(ticket.id)}
            isChanged={hasChanged(ticket)}
            isTabbable={ticket.id === tabbable}
            onFocus={onFocus}
            onMove={onMove}
          />
        ))}
        {tickets.length === 0 && (
          <div role="row">
            <p role="gridcell" className="text-muted p-3 text-sm">
              {count === 0 ? board.empty : app.loading}
            </p>
          </div>
        )}
      </div>
      {onMore && <Button onPress={onMore}>{app.more}</Button>}
    </section>
  );
}
