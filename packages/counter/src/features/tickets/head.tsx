import type { Ticket, TicketStatus } from '@mechanic-shop/client';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTexts } from '../../i18n/i18n.tsx';
import { Button, buttonClass } from '../../ui/button.tsx';
import { Refusal } from '../../ui/refusal.tsx';
import { type Question, type Target, questionOf, targetsOf } from '../board/columns.ts';
import { MoveDialog } from '../board/lazy-move-dialog.tsx';
import { type Move, useMove } from '../board/move.ts';

/** Number, status, and the buttons that change it, with what stands in their way. */
export function TicketHead({ ticket }: { ticket: Ticket }) {
  const texts = useTexts();
  const [error, setError] = useState<unknown>();
  const [asking, setAsking] = useState<{ move: Move; question: Question }>();
  const { mutate, isPending } = useMove((_move, refusal) => setError(refusal));
  const start = (move: Move): void => {
    setAsking(undefined);
    setError(undefined);
    mutate(move);
  };
  const choose = (target: Target): void => {
    const question = questionOf(ticket, target);
    if (question) setAsking({ move: { ticket, target }, question });
    else start({ ticket, target });
  };
  const nameOf = (target: Target): string => {
    if (target === 'hold') return texts.ticket.hold;
    if (target === 'cancelled') return texts.board.cancelTicket;
    return ticket.hold && target === ticket.status ? texts.ticket.liftHold : texts.status[target];
  };
  const { hold } = ticket;
  return (
    <div className="space-y-2">
      <div className="flex flex-wrap items-center gap-2">
        <h1 className="text-xl font-semibold">{texts.ticket.title(ticket.id)}</h1>
        <span className="bg-tint rounded-full px-2 py-0.5 text-sm">{texts.status[ticket.status]}</span>
        {hold && (
          <span className="text-warn text-sm">
            {texts.hold[hold.reason]}
            {hold.note !== null && `: ${hold.note}`}
          </span>
        )}
        <Link
          className={`${buttonClass({})} ml-auto print:hidden`}
          to="/tickets/$id/print"
          params={{ id: ticket.id }}
          search={{ sheet: 'work-order' }}
        >
          {texts.print.print}
        </Link>
        <div role="group" aria-label={texts.ticket.move} className="flex flex-wrap items-center gap-2 print:hidden">
          {targetsOf(ticket).length > 0 && (
            <span aria-hidden className="text-muted text-sm">
              {texts.ticket.move}:
            </span>
          )}
          {targetsOf(ticket).map((target) => (
            <Button key={target} isDisabled={isPending} onPress={() => choose(target)}>
              {nameOf(target)}
            </Button>
          ))}
        </div>
      </div>
      <Blockers ticket={ticket} nameOf={(to) => texts.status[to]} />
      <Refusal error={error} />
      {asking && <MoveDialog {...asking} onMove={start} onClose={() => setAsking(undefined)} />}
    </div>
  );
}

function Blockers({ ticket, nameOf }: { ticket: Ticket; nameOf: (to: TicketStatus) => string }) {
  const { ticket: texts } = useTexts();
  return (
    <ul className="text-warn text-sm">
      {ticket.blockers.map(({ to, reason }) => (
        <li key={`${to} ${reason}`}>{texts.blocked(nameOf(to), texts.blockers[reason])}</li>
      ))}
    </ul>
  );
}
