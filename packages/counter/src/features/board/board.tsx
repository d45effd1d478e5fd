import type { Ticket } from '@mechanic-shop/client';
import { useSearch } from '@tanstack/react-router';
import { useCallback, useState } from 'react';
import { useTexts } from '../../i18n/i18n.tsx';
import { Refusal } from '../../ui/refusal.tsx';
import { useChangeWatch } from './changed.ts';
import { Column } from './column.tsx';
import { type Question, type Target, columnOf, columns, questionOf } from './columns.ts';
import { BoardFilters } from './filters.tsx';
import { MoveDialog } from './lazy-move-dialog.tsx';
import { type Move, useMove, usePendingMoves } from './move.ts';
import { arrange, useColumn } from './tickets.ts';

/** The board: every ticket that is not finished, by what happens with it. */
export function Board() {
  const { board } = useTexts();
  const filters = useSearch({ from: '/' });
  const [refusals, setRefusals] = useState<ReadonlyMap<number, unknown>>(new Map());
  const [asking, setAsking] = useState<{ move: Move; question: Question }>();
  const hasChanged = useChangeWatch();
  const { mutate } = useMove(({ ticket }, error) => setRefusals((before) => new Map(before).set(ticket.id, error)));

  const start = useCallback(
    (move: Move) => {
      setAsking(undefined);
      setRefusals((before) => new Map([...before].filter(([id]) => id !== move.ticket.id)));
      mutate(move);
    },
    [mutate],
  );
  const move = useCallback(
    (ticket: Ticket, target: Target) => {
      if (columnOf(ticket) === target) return;
      const question = questionOf(ticket, target);
      if (question) setAsking({ move: { ticket, target }, question });
      else start({ ticket, target });
    },
    [start],
  );

  const lists = {
    open: useColumn('open', filters),
    in_progress: useColumn('in_progress', filters),
    hold: useColumn('hold', filters),
    completed: useColumn('completed', filters),
  };
  const tickets = columns.flatMap((column) => lists[column].data?.pages.flatMap(({ items }) => items) ?? []);
  const arranged = arrange(tickets, usePendingMoves());
  const error = columns.map((column) => lists[column]).find((list) => list.error && !list.data)?.error;
  return (
    <div className="space-y-4 p-3 sm:p-4">
      <div className="flex flex-wrap items-end gap-3">
        <h1 className="mr-auto text-xl font-semibold">{board.title}</h1>
        <BoardFilters filters={filters} />
      </div>
      <Refusal error={error} />
      <div className="grid gap-4 sm:grid-cols-2 xl:grid-cols-4">
        {columns.map((name) => {
          const list = lists[name];
          return (
            <Column
              key={name}
              name={name}
              tickets={arranged[name]}
              onMore={list.hasNextPage ? () => void list.fetchNextPage() : undefined}
              refusals={refusals}
              hasChanged={hasChanged}
              onMove={move}
              onDrop={(id) => {
                const dropped = tickets.find((ticket) => ticket.id === id);
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
