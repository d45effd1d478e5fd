import type { Estimate } from '@mechanic-shop/client';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useFormat } from '../../app/format.tsx';
import { useTexts } from '../../i18n/i18n.tsx';
import { useShop } from '../../shop/shop.ts';
import { Button } from '../../ui/button.tsx';
import { Select } from '../../ui/field.tsx';
import { Refusal } from '../../ui/refusal.tsx';

/** The estimate of a ticket that waits for a decision. */
export function Estimates({ ticketId }: { ticketId: number }) {
  const estimates = useQuery(useShop().estimates.list.queryOptions({ ticketId, limit: 1 }));
  const [newest] = estimates.data?.items ?? [];
  return (
    <>
      <Refusal error={estimates.error} />
      {newest?.status === 'sent' && <Decide key={newest.id} estimate={newest} />}
    </>
  );
}

function Decide({ estimate }: { estimate: Estimate }) {
  const { approval, mine } = useTexts();
  const { money } = useFormat();
  const shop = useShop();
  const queries = useQueryClient();
  const [approved, setApproved] = useState<ReadonlyMap<number, boolean>>(new Map());
  const decide = useMutation(
    shop.estimates.decide.mutationOptions({
      onSettled: async () => {
        await queries.invalidateQueries(shop.tickets.pathFilter());
        await queries.invalidateQueries(shop.estimates.pathFilter());
      },
    }),
  );
  const jobsThat = (are: boolean): number[] => [...approved].filter(([, is]) => is === are).map(([id]) => id);
  return (
    <form
      aria-label={mine.decide}
      className="bg-tint space-y-2 rounded-md p-3"
      onSubmit={(event) => {
        event.preventDefault();
        decide.mutate({ id: estimate.id, approve: jobsThat(true), decline: jobsThat(false) });
      }}
    >
      <p className="font-medium">{mine.decide}</p>
      {estimate.message !== null && <p className="whitespace-pre-line">{estimate.message}</p>}
      {estimate.jobs.map(({ jobId, name, netCents }) => (
        <Select
          key={jobId}
          label={`${name}, ${money(netCents)}`}
          required
          value={approved.has(jobId) ? String(approved.get(jobId)) : ''}
          onChange={({ target }) => setApproved((before) => new Map(before).set(jobId, target.value === 'true'))}
        >
          <option value="" disabled>
            {approval.undecided}
          </option>
          <option value="true">{approval.approve}</option>
          <option value="false">{approval.decline}</option>
        </Select>
      ))}
      <Refusal error={decide.error} />
      <Button type="submit" look="primary" isDisabled={decide.isPending || approved.size < estimate.jobs.length}>
        {mine.send}
      </Button>
    </form>
  );
}
