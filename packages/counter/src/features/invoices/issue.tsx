import type { Ticket } from '@mechanic-shop/client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTexts } from '../../i18n/i18n.tsx';
import { useShop } from '../../shop/shop.ts';
import { Button } from '../../ui/button.tsx';
import { Refusal } from '../../ui/refusal.tsx';
import { Payments } from './payments.tsx';

/** The invoice of a completed ticket, or a button to issue it; and its payments. */
export function TicketInvoice({ ticket }: { ticket: Ticket }) {
  const { invoices: texts } = useTexts();
  const shop = useShop();
  const queries = useQueryClient();
  const issue = useMutation(
    shop.invoices.issue.mutationOptions({
      onSettled: async () => {
        await queries.invalidateQueries(shop.tickets.pathFilter());
        await queries.invalidateQueries(shop.invoices.pathFilter());
      },
    }),
  );
  return (
    <div className="space-y-3">
      {ticket.invoice && (
        <p>
          <Link className="link" to="/invoices/$id" params={{ id: ticket.invoice.id }}>
            {texts.title(ticket.invoice.number)}
          </Link>{' '}
          {texts.statuses[ticket.invoice.status]}
        </p>
      )}
      {!ticket.invoice && ticket.status === 'completed' && (
        <Button
          look="primary"
          isDisabled={issue.isPending}
          onPress={() => issue.mutate({ ticketId: ticket.id, version: ticket.version })}
        >
          {texts.issue}
        </Button>
      )}
      <Refusal error={issue.error} />
      {ticket.status !== 'cancelled' && <Payments ticketId={ticket.id} balanceCents={ticket.balanceCents} />}
    </div>
  );
}
