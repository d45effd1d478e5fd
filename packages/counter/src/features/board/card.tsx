import type { Ticket } from '@mechanic-shop/client';
import { useNavigate } from '@tanstack/react-router';
import { memo } from 'react';
import { useFormat } from '../../app/format.tsx';
import { useTexts } from '../../i18n/i18n.tsx';
import { Menu, type MenuEntry } from '../../ui/menu.tsx';
import { Refusal } from '../../ui/refusal.tsx';
import { type Target, targetsOf } from './columns.ts';
import { startDrag } from './drag.ts';

interface Props {
  ticket: Ticket;
  /** Why its last move was refused. */
  refusal: unknown;
  /** Somebody has changed it since it was first shown. */
  isChanged: boolean;
  /** Whether Tab reaches it. */
  isTabbable: boolean;
  onFocus(id: number): void;
  onMove(ticket: Ticket, target: Target): void;
}

/** A card of the board. A board has hundreds, so a card is drawn again only when its own ticket changes. */
export const Card = memo(function Card({ ticket, refusal, isChanged, isTabbable, onFocus, onMove }: Props) {
  const { board } = useTexts();
  const navigate = useNavigate();
  const { id, customer, vehicle, mechanics, description } = ticket;
  const nameOf = (target: Target): string =>
    target === 'cancelled' ? board.cancelTicket : board.moveTo(board.columns[target]);
  const entries: MenuEntry[] = targetsOf(ticket).map((target) => ({
    id: target,
    text: nameOf(target),
    onAction: () => onMove(ticket, target),
  }));
  const open = (): void => void navigate({ to: '/tickets/$id', params: { id } });
  return (
    <div
      role="row"
      aria-label={`#${id} ${customer.firstName} ${customer.lastName}`}
      aria-keyshortcuts="Enter Shift+ArrowLeft Shift+ArrowRight"
      tabIndex={isTabbable ? 0 : -1}
      data-ticket={id}
      draggable
      className={`card board-card cursor-pointer ${isChanged ? 'changed' : ''}`}
      onFocus={() => onFocus(id)}
      onDragStart={(event) => startDrag(event, id)}
      onClick={(event) => {
        const { target } = event;
        // The menu in it has its own behaviour, and so have links that open in another tab.
        if (!(target instanceof Element) || target.closest('button, [role="menu"]')) return;
        if (event.ctrlKey || event.metaKey || event.shiftKey) return;
        event.preventDefault();
        open();
      }}
      onKeyDown={({ key, target, currentTarget }) => {
        if (key === 'Enter' && target === currentTarget) open();
      }}
    >
      <div role="gridcell" className="flex gap-1 p-2">
        <div className="min-w-0 flex-1">
          <p className="flex flex-wrap gap-x-2 font-medium">
            {/* A Link of the router follows every change of the address, which hundreds of them need not. */}
            <a href={`/tickets/${id}`} tabIndex={-1} draggable={false} className="hover:underline">
              #{id}
            </a>
            <span className="min-w-0 wrap-anywhere">
              {customer.firstName} {customer.lastName}
            </span>
          </p>
          <p className="text-sm">
            {vehicle ? `${vehicle.make} ${vehicle.model}` : board.noVehicle}
            {vehicle?.licensePlate != null && (
              <span className="ml-1 font-mono whitespace-nowrap">{vehicle.licensePlate}</span>
            )}
          </p>
          <p className="text-muted line-clamp-2 text-sm wrap-anywhere">{description}</p>
          <Facts ticket={ticket} />
          {mechanics.length > 0 && (
            <p className="text-muted text-sm">
              {mechanics.map(({ firstName, lastName }) => `${firstName} ${lastName}`).join(', ')}
            </p>
          )}
          <Refusal error={refusal} />
        </div>
        {entries.length > 0 && <Menu label={board.actions(id)} entries={entries} isTabbable={isTabbable} />}
      </div>
    </div>
  );
});

/** What is worth knowing before the ticket is opened. */
function Facts({ ticket }: { ticket: Ticket }) {
  const { board, hold } = useTexts();
  const { day, money, number } = useFormat();
  const asked = (['exceeded', 'asked', 'declined', 'approved'] as const).find((state) =>
    ticket.jobs.some(({ approval }) => approval === state),
  );
  const missing = ticket.parts.filter((line) => line.missing > 0);
  const facts = [
    ...(ticket.hold ? [{ text: hold[ticket.hold.reason], look: 'text-warn' }] : []),
    ...missing.map((line) => ({ text: board.missing(number(line.missing), line.name), look: 'text-bad' })),
    ...(asked ? [{ text: board[asked], look: asked === 'approved' ? 'text-good' : 'text-warn' }] : []),
    ...(ticket.serviceDate === null ? [] : [{ text: day(ticket.serviceDate), look: '' }]),
    ...(ticket.balanceCents === 0 ? [] : [{ text: board.balance(money(ticket.balanceCents)), look: '' }]),
  ];
  if (facts.length === 0) return null;
  return (
    <ul className="flex flex-wrap gap-x-3 text-sm">
      {facts.map(({ text, look }) => (
        <li key={text} className={look}>
          {text}
        </li>
      ))}
    </ul>
  );
}
