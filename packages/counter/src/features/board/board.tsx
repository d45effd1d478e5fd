import type { Ticket } from '@mechanic-shop/client';
import { useSearch } from '@tanstack/react-router';
import {
  type KeyboardEvent,
  useCallback,
  useDeferredValue,
  useEffect,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
} from 'react';
import { useTexts } from '../../i18n/i18n.tsx';
import { Refusal } from '../../ui/refusal.tsx';
import { useChangeWatch } from './changed.ts';
import { Column } from './column.tsx';
import { type Question, type Target, columnOf, columns, questionOf } from './columns.ts';
import { BoardFilters } from './filters.tsx';
import { askOf, cardElement } from './keys.ts';
import { MoveDialog } from './lazy-move-dialog.tsx';
import { type Move, useMove, usePendingMoves } from './move.ts';
import { NewTicketButton } from './new-ticket.tsx';
import { type Arranged, arrange, useColumn } from './tickets.ts';

/** The board: every ticket that is not finished, by what happens with it. */
export function Board() {
  const { board } = useTexts();
  const filters = useSearch({ from: '/' });
  const [refusals, setRefusals] = useState<ReadonlyMap<number, unknown>>(new Map());
  const [asking, setAsking] = useState<{ move: Move; question: Question }>();
  const [said, setSaid] = useState('');
  const hasChanged = useChangeWatch();
  const keepFocus = useKeptFocus();
  const { mutate, targetOf } = useMove(({ ticket }, error) =>
    setRefusals((before) => new Map(before).set(ticket.id, error)),
  );

  const start = useCallback(
    (move: Move) => {
      setAsking(undefined);
      setRefusals((before) => new Map([...before].filter(([id]) => id !== move.ticket.id)));
      const { ticket, target } = move;
      mutate(move, {
        onSuccess: () => setSaid(target === 'cancelled' ? '' : board.moved(ticket.id, board.columns[target])),
      });
    },
    [mutate, board],
  );
  const move = useCallback(
    (ticket: Ticket, target: Target) => {
      if ((targetOf(ticket.id) ?? columnOf(ticket)) === target) return;
      const question = questionOf(ticket, target);
      if (question) setAsking({ move: { ticket, target }, question });
      else start({ ticket, target });
    },
    [start, targetOf],
  );

  const lists = {
    open: useColumn('open', filters),
    in_progress: useColumn('in_progress', filters),
    hold: useColumn('hold', filters),
    completed: useColumn('completed', filters),
  };
  const { tickets, arranged, shown } = useArranged(columns.map((column) => lists[column].data));
  const error = columns.map((column) => lists[column]).find((list) => list.error && !list.data)?.error;
  const find = (id: number): Ticket | undefined => tickets.find((ticket) => ticket.id === id);
  const onKeyDown = (event: KeyboardEvent): void => {
    const ask = askOf(event);
    if (!ask) return;
    event.preventDefault();
    if ('focus' in ask) return ask.focus?.focus();
    const ticket = find(ask.id);
    if (!ticket) return;
    keepFocus(ticket.id);
    move(ticket, ask.moveTo);
  };
  return (
    <div className="space-y-4 p-3 sm:p-4">
      <div className="flex flex-wrap items-end gap-3">
        <h1 className="mr-auto text-xl font-semibold">{board.title}</h1>
        <BoardFilters filters={filters} />
        <NewTicketButton />
      </div>
      <Refusal error={error} />
      <p id="board-keys" className="sr-only">
        {board.keys}
      </p>
      <p role="status" className="sr-only">
        {said}
      </p>
      {/* The cards have the focus; the keys are the same for all of them. */}
      <div className="grid gap-4 sm:grid-cols-2 xl:grid-cols-4" onKeyDown={onKeyDown}>
        {columns.map((name) => {
          const list = lists[name];
          return (
            <Column
              key={name}
              name={name}
              count={arranged[name].length}
              tickets={shown[name]}
              onMore={list.hasNextPage ? () => void list.fetchNextPage() : undefined}
              refusals={refusals}
              hasChanged={hasChanged}
              onMove={move}
              onDrop={(id) => {
                const dropped = find(id);
                if (dropped) move(dropped, name);
              }}
            />
          );
        })}
      </div>
      {asking && <MoveDialog {...asking} onMove={start} onClose={() => setAsking(undefined)} />}
    </div>
  );
}

type Pages = ReturnType<typeof useColumn>['data'];

/** What is in sight first: the others are drawn after it, without keeping the page from what else it has to do. */
const FIRST = 8;

const firstOf = (arranged: Arranged): Arranged => ({
  open: arranged.open.slice(0, FIRST),
  in_progress: arranged.in_progress.slice(0, FIRST),
  hold: arranged.hold.slice(0, FIRST),
  completed: arranged.completed.slice(0, FIRST),
});

/** The tickets of all columns, how they stand in them, and how they are drawn: a moment later. */
function useArranged(lists: readonly Pages[]) {
  const [open, inProgress, hold, completed] = lists;
  const moving = usePendingMoves();
  const tickets = useMemo(
    () => [open, inProgress, hold, completed].flatMap((list) => list?.pages.flatMap(({ items }) => items) ?? []),
    [open, inProgress, hold, completed],
  );
  const arranged = useMemo(() => arrange(tickets, moving), [tickets, moving]);
  return { tickets, arranged, shown: useDeferredValue(arranged, firstOf(arranged)) };
}

/** Keeps the focus on a card that moves by the keyboard: in another column it is another element. */
function useKeptFocus(): (id: number) => void {
  const kept = useRef<number>(undefined);
  useEffect(() => {
    const forget = (): void => {
      kept.current = undefined;
    };
    window.addEventListener('pointerdown', forget);
    return () => window.removeEventListener('pointerdown', forget);
  }, []);
  // Before the page is painted: some frames later the focus would have gone to the column; see app/kept-place.ts.
  useLayoutEffect(() => {
    if (kept.current !== undefined && document.activeElement === document.body) cardElement(kept.current)?.focus();
  });
  return (id) => {
    kept.current = id;
  };
}
