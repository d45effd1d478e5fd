import type { Ticket } from '@mechanic-shop/client';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useFormat } from '../../app/format.tsx';
import { useTexts } from '../../i18n/i18n.tsx';
import { useShop } from '../../shop/shop.ts';
import { Button } from '../../ui/button.tsx';
import { Refusal } from '../../ui/refusal.tsx';

const hoursOf = (minutes: number): string => `${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, '0')} h`;

/** Starts and stops the clock of the mechanic who is logged in, and shows the time clocked on the ticket. */
export function Clock({ ticket, isOpen }: { ticket: Ticket; isOpen: boolean }) {
  const { clock: texts } = useTexts();
  const { instant } = useFormat();
  const shop = useShop();
  const queries = useQueryClient();
  const changed = {
    onSuccess: () =>
      Promise.all([shop.clock, shop.tickets].map((part) => queries.invalidateQueries(part.pathFilter()))),
  };
  const current = useQuery(shop.clock.current.queryOptions());
  const start = useMutation(shop.clock.start.mutationOptions(changed));
  const stop = useMutation(shop.clock.stop.mutationOptions(changed));
  const entry = current.data?.entry;
  const isHere = entry?.ticketId === ticket.id;
  return (
    <section aria-label={texts.title} className="card space-y-2 p-3 print:hidden">
      <div className="flex flex-wrap items-center gap-2">
        <h2 className="font-semibold">{texts.title}</h2>
        <span className="text-muted ml-auto text-sm tabular-nums">
          {texts.clocked(hoursOf(ticket.clockedMinutes ?? 0))}
        </span>
      </div>
      {entry && <p className="text-sm">{isHere ? instant(entry.startedAt) : texts.elsewhere(entry.ticketId)}</p>}
      {isHere && (
        <Button isDisabled={stop.isPending} onPress={() => stop.mutate({})}>
          {texts.stop}
        </Button>
      )}
      {!isHere && isOpen && current.data && (
        <Button isDisabled={start.isPending} onPress={() => start.mutate({ ticketId: ticket.id })}>
          {texts.start}
        </Button>
      )}
      <Refusal error={current.error ?? start.error ?? stop.error} />
    </section>
  );
}
