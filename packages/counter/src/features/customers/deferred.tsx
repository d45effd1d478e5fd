import type { DeferredJob, Ticket } from '@mechanic-shop/client';
import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { useRef } from 'react';
import { useFormat } from '../../app/format.tsx';
import { useTexts } from '../../i18n/i18n.tsx';
import { useShop, useShopClient } from '../../shop/shop.ts';
import { ConfirmButton } from '../../ui/confirm.tsx';
import { Menu } from '../../ui/menu.tsx';
import { More, paged, rowsOf } from '../../ui/pages.tsx';
import { Refusal } from '../../ui/refusal.tsx';

/** The jobs of a customer that were declined or cancelled, to put on a ticket or to dismiss. */
export function Deferred({ customerId }: { customerId: number }) {
  const { app, deferred: texts } = useTexts();
  const shop = useShop();
  const jobs = useInfiniteQuery(shop.deferred.list.infiniteQueryOptions({ customerId, limit: 20 }, paged));
  const open = useQuery(shop.tickets.list.queryOptions({ customerId, status: ['open', 'in_progress'], limit: 20 }));
  const rows = rowsOf(jobs);
  return (
    <section aria-labelledby="deferred" className="card min-w-0 space-y-2 p-3">
      <h2 id="deferred" className="font-semibold">
        {texts.title}
      </h2>
      <Refusal error={jobs.error} />
      {jobs.data && rows.length === 0 && <p className="text-muted">{app.none}</p>}
      <ul className="space-y-2">
        {rows.map((job) => (
          <Job key={job.jobId} job={job} tickets={open.data?.items ?? []} />
        ))}
      </ul>
      <More list={jobs} />
    </section>
  );
}

/** Copies a deferred job to a ticket, an open one or a new one, and opens that. */
function useRevive({ jobId, customerId, vehicleId, name }: DeferredJob) {
  const shop = useShopClient();
  const queries = useQueryClient();
  const navigate = useNavigate();
  // If the job is refused, the next attempt takes the ticket that was opened for it.
  const opened = useRef<Promise<Ticket>>(undefined);
  const openTicket = async (): Promise<Ticket> => {
    opened.current ??= shop.tickets.create.mutate({ customerId, vehicleId, description: name });
    try {
      return await opened.current;
    } catch (error) {
      opened.current = undefined;
      throw error;
    }
  };
  return useMutation({
    mutationFn: async (onto: Ticket | undefined) => {
      const ticket = onto ?? (await openTicket());
      return await shop.deferred.revive.mutate({ jobId, ticketId: ticket.id });
    },
    onSuccess: ({ id }) => navigate({ to: '/tickets/$id', params: { id } }),
    onSettled: () => queries.invalidateQueries(),
  });
}

function Job({ job, tickets }: { job: DeferredJob; tickets: readonly Ticket[] }) {
  const { deferred: texts, ticket: ticketTexts } = useTexts();
  const { instant, money } = useFormat();
  const shop = useShopClient();
  const revive = useRevive(job);
  const { jobId, ticketId, name, description, netCents, reason, deferredAt } = job;
  const entries = [
    ...tickets.map((ticket) => ({
      id: String(ticket.id),
      text: texts.onTicket(ticket.id, ticket.description),
      onAction: () => revive.mutate(ticket),
    })),
    { id: 'new', text: texts.onNew, onAction: () => revive.mutate(undefined) },
  ];
  return (
    <li aria-label={name}>
      <div className="flex flex-wrap items-center gap-2">
        <div className="min-w-0 flex-1">
          <p className="wrap-anywhere">
            {name} <span className="tabular-nums">{money(netCents)}</span>
          </p>
          {description !== null && <p className="text-sm wrap-anywhere">{description}</p>}
          <p className="text-muted text-sm">
            {texts.reasons[reason]}, {instant(deferredAt)},{' '}
            <Link className="link" to="/tickets/$id" params={{ id: ticketId }}>
              {ticketTexts.title(ticketId)}
            </Link>
          </p>
        </div>
        <ConfirmButton
          text={texts.dismiss}
          label={texts.dismissNamed(name)}
          question={texts.dismissQuestion(name)}
          yes={texts.dismiss}
          run={() => shop.deferred.dismiss.mutate({ jobId })}
        >
          <p>{texts.dismissEffect}</p>
        </ConfirmButton>
        <Menu label={texts.revive(name)} entries={entries} isDisabled={revive.isPending} />
      </div>
      <Refusal error={revive.error} />
    </li>
  );
}
