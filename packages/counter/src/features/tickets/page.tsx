import type { Ticket } from '@mechanic-shop/client';
import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useFormat } from '../../app/format.tsx';
import { useTexts } from '../../i18n/i18n.tsx';
import { useShop } from '../../shop/shop.ts';
import { Refusal } from '../../ui/refusal.tsx';
import { Clock } from '../clock/clock.tsx';
import { Inspections } from '../inspections/inspections.tsx';
import { TicketInvoice } from '../invoices/issue.tsx';
import { Messages } from '../messages/messages.tsx';
import { About } from './about.tsx';
import { Approvals } from './approval/approvals.tsx';
import { TicketDiscount } from './discount.tsx';
import { DraftProvider } from './drafts.tsx';
import { Facts } from './facts.tsx';
import { TicketHead } from './head.tsx';
import { History } from './history.tsx';
import { AddJob } from './lines/add-job.tsx';
import { JobSection } from './lines/job.tsx';
import { Mechanics } from './mechanics.tsx';
import { Totals } from './totals.tsx';

/** Everything about one ticket. */
export function TicketPage() {
  const { id } = useParams({ from: '/tickets/$id' });
  const { app } = useTexts();
  const ticket = useQuery(useShop().tickets.get.queryOptions({ id }));
  if (ticket.data) return <TicketView key={id} ticket={ticket.data} />;
  return <div className="p-4">{ticket.error ? <Refusal error={ticket.error} /> : app.loading}</div>;
}

function TicketView({ ticket }: { ticket: Ticket }) {
  const { shop } = useFormat();
  const customer = useQuery(useShop().customers.get.queryOptions({ id: ticket.customer.id }));
  const isOpen = ticket.status === 'open' || ticket.status === 'in_progress';
  const hasLoose = [ticket.labor, ticket.parts, ticket.extras].some((all) => all.some(({ jobId }) => jobId === null));
  return (
    <DraftProvider>
      <div className="space-y-4 p-3 sm:p-4">
        <TicketHead ticket={ticket} />
        <div className="grid items-start gap-4 lg:grid-cols-[minmax(0,1fr)_20rem]">
          <div className="min-w-0 space-y-4">
            <Facts ticket={ticket} isOpen={isOpen} />
            {ticket.jobs.map((job) => (
              <JobSection key={job.id} ticket={ticket} job={job} isOpen={isOpen} />
            ))}
            {(hasLoose || (isOpen && !shop.approvalRequired)) && (
              <JobSection ticket={ticket} job={null} isOpen={isOpen} />
            )}
            {isOpen && <AddJob ticket={ticket} />}
          </div>
          <div className="min-w-0 space-y-4">
            <Totals ticket={ticket} rules={{ ...shop, taxExempt: customer.data?.taxExempt }} />
            <TicketDiscount ticket={ticket} isOpen={isOpen} />
            <Approvals ticket={ticket} isOpen={isOpen} />
            <TicketInvoice ticket={ticket} />
            <About ticket={ticket} customer={customer.data} isOpen={isOpen} />
            <Mechanics ticket={ticket} isOpen={isOpen} />
            <Clock ticket={ticket} isOpen={isOpen} />
            <Inspections ticketId={ticket.id} isOpen={isOpen} />
            <Messages ticketId={ticket.id} />
            <History id={ticket.id} />
          </div>
        </div>
      </div>
    </DraftProvider>
  );
}
