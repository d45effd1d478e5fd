import type { Ticket } from '@mechanic-shop/client';
import { useNavigate } from '@tanstack/react-router';
import { GridList, GridListItem } from 'react-aria-components/GridList';
import { useDragAndDrop } from 'react-aria-components/useDragAndDrop';
import { useTexts } from '../../i18n/i18n.tsx';
import { Button } from '../../ui/button.tsx';
import { Card } from './card.tsx';
import type { Column as ColumnName, Target } from './columns.ts';

const DRAGGED = 'mechanic-shop-ticket';

interface Props {
  name: ColumnName;
  tickets: readonly Ticket[];
  /** Loads more; undefined when all are here. */
  onMore: (() => void) | undefined;
  refusals: ReadonlyMap<number, unknown>;
  hasChanged(ticket: Ticket): boolean;
  onMove(ticket: Ticket, target: Target): void;
  onDrop(id: number): void;
}

export function Column({ name, tickets, onMore, refusals, hasChanged, onMove, onDrop }: Props) {
  const { app, board } = useTexts();
  const navigate = useNavigate();
  const { dragAndDropHooks } = useDragAndDrop<Ticket>({
    getItems: (keys) => [...keys].map((key) => ({ [DRAGGED]: String(key), 'text/plain': `#${key}` })),
    acceptedDragTypes: [DRAGGED],
    getDropOperation: () => 'move',
    onRootDrop: ({ items }) => {
      for (const item of items) if (item.kind === 'text') void item.getText(DRAGGED).then((id) => onDrop(Number(id)));
    },
  });
  return (
    <section aria-labelledby={`column-${name}`} className="flex min-w-0 flex-col gap-2">
      <h2 id={`column-${name}`} className="font-semibold">
        {board.columns[name]}{' '}
        <span className="text-muted font-normal">{board.count(tickets.length, onMore !== undefined)}</span>
      </h2>
      <GridList
        aria-labelledby={`column-${name}`}
        items={tickets}
        dependencies={[refusals, onMove]}
        dragAndDropHooks={dragAndDropHooks}
        onAction={(key) => void navigate({ to: '/tickets/$id', params: { id: Number(key) } })}
        renderEmptyState={() => <p className="text-muted p-3 text-sm">{board.empty}</p>}
        className="data-[drop-target]:bg-tint flex min-h-24 flex-1 flex-col gap-2 rounded-lg"
      >
        {(ticket) => (
          <GridListItem
            id={ticket.id}
            value={ticket}
            textValue={`#${ticket.id} ${ticket.customer.firstName} ${ticket.customer.lastName}`}
            className={`card cursor-pointer p-1 data-[dragging]:opacity-50 ${hasChanged(ticket) ? 'changed' : ''}`}
          >
            <Card ticket={ticket} refusal={refusals.get(ticket.id)} onMove={onMove} />
          </GridListItem>
        )}
      </GridList>
      {onMore && <Button onPress={onMore}>{app.more}</Button>}
    </section>
  );
}
