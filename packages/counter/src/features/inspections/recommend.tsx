import type { InspectionItem } from '@mechanic-shop/client';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTexts } from '../../i18n/i18n.tsx';
import { useShop } from '../../shop/shop.ts';
import { Select } from '../../ui/field.tsx';
import { Refusal } from '../../ui/refusal.tsx';

/** Chooses a job of its own instead of a canned one. */
const OWN = 'own';

/** Adds a job to the ticket for what should be done soon or now. */
export function Recommend({ inspectionId, item }: { inspectionId: number; item: InspectionItem }) {
  const { inspections: texts } = useTexts();
  const shop = useShop();
  const queries = useQueryClient();
  const canned = useQuery(shop.cannedJobs.list.queryOptions({ limit: 100 }));
  const recommend = useMutation(
    shop.inspections.recommend.mutationOptions({
      onSuccess: () =>
        Promise.all([shop.inspections, shop.tickets].map((part) => queries.invalidateQueries(part.pathFilter()))),
    }),
  );
  if (item.jobId !== null) return <p className="text-good text-sm">{texts.recommended}</p>;
  if (item.result !== 'soon' && item.result !== 'now') return null;
  return (
    <>
      <Select
        bare
        label={texts.recommendFor(item.name)}
        value=""
        aria-disabled={recommend.isPending}
        onChange={({ target }) => {
          if (recommend.isPending) return;
          const cannedJobId = target.value === OWN ? null : Number(target.value);
          recommend.mutate({ id: inspectionId, itemId: item.id, cannedJobId });
        }}
      >
        <option value="">{texts.recommend}</option>
        <option value={OWN}>{texts.ownJob(item.name)}</option>
        {canned.data?.items.map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </Select>
      <Refusal error={recommend.error} />
    </>
  );
}
