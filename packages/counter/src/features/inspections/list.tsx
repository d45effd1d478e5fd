import type { Inspection, InspectionItem } from '@mechanic-shop/client';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useAccount } from '../../app/account.tsx';
import { useFormat } from '../../app/format.tsx';
import { useTexts } from '../../i18n/i18n.tsx';
import { useShop } from '../../shop/shop.ts';
import { Button } from '../../ui/button.tsx';
import { Select } from '../../ui/field.tsx';
import { Refusal } from '../../ui/refusal.tsx';
import { Found } from './found.tsx';
import { RecordItem } from './record-item.tsx';

/** Every inspection of a ticket, newest first; staff start one, and record what they find. */
export function InspectionList({ ticketId, isOpen }: { ticketId: number; isOpen: boolean }) {
  const { inspections: texts } = useTexts();
  const isStaff = useAccount().account.role !== 'customer';
  const list = useQuery(useShop().inspections.list.queryOptions({ ticketId, limit: 100 }));
  return (
    <div className="mt-2 space-y-3">
      <Refusal error={list.error} />
      {list.data?.items.length === 0 && <p className="text-muted text-sm">{texts.none}</p>}
      {list.data?.items.map((inspection) => (
        <Sheet key={inspection.id} inspection={inspection} isStaff={isStaff} isOpen={isOpen} />
      ))}
      {isStaff && isOpen && <Start ticketId={ticketId} />}
    </div>
  );
}

function Start({ ticketId }: { ticketId: number }) {
  const { inspections: texts } = useTexts();
  const shop = useShop();
  const queries = useQueryClient();
  const templates = useQuery(shop.inspectionTemplates.list.queryOptions({ limit: 100 }));
  const start = useMutation(
    shop.inspections.start.mutationOptions({
      onSuccess: () => queries.invalidateQueries(shop.inspections.pathFilter()),
    }),
  );
  if (templates.data?.items.length === 0) return <p className="text-muted text-sm">{texts.noTemplates}</p>;
  return (
    <>
      <Select
        label={texts.start}
        value=""
        aria-disabled={start.isPending}
        onChange={({ target }) => {
          if (!start.isPending) start.mutate({ ticketId, templateId: Number(target.value) });
        }}
      >
        <option value="">{texts.template}</option>
        {templates.data?.items.map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </Select>
      <Refusal error={templates.error ?? start.error} />
    </>
  );
}

interface SheetProps {
  inspection: Inspection;
  isStaff: boolean;
  /** Whether the ticket takes jobs. */
  isOpen: boolean;
}

/** One inspection, its items by group. */
function Sheet({ inspection, isStaff, isOpen }: SheetProps) {
  const { inspections: texts } = useTexts();
  const { instant } = useFormat();
  const { id, name, items, status, by, doneAt } = inspection;
  const groups = Map.groupBy(items, ({ group }) => group);
  const isRecorded = isStaff && status === 'open';
  const show = (item: InspectionItem) =>
    isRecorded ? (
      <RecordItem key={item.id} inspectionId={id} item={item} canRecommend={isOpen} />
    ) : (
      <Found key={item.id} inspectionId={id} item={item} canRecommend={isStaff && isOpen} />
    );
  return (
    <section aria-label={name} className="border-line space-y-3 border-t pt-3">
      <h3 className="font-medium wrap-anywhere">{name}</h3>
      {doneAt !== null && by && (
        <p className="text-muted text-sm">{texts.doneBy(`${by.firstName} ${by.lastName}`, instant(doneAt))}</p>
      )}
      {[...groups].map(([group, members]) => (
        <div key={group} className="space-y-2">
          <h4 className="text-muted text-sm font-medium wrap-anywhere">{group}</h4>
          {members.map(show)}
        </div>
      ))}
      {isRecorded && <Finish inspection={inspection} />}
    </section>
  );
}

function Finish({ inspection: { id, items } }: { inspection: Inspection }) {
  const { inspections: texts } = useTexts();
  const shop = useShop();
  const queries = useQueryClient();
  const left = items.filter(({ result }) => result === 'not_checked').length;
  const finish = useMutation(
    shop.inspections.finish.mutationOptions({
      onSuccess: () => queries.invalidateQueries(shop.inspections.pathFilter()),
    }),
  );
  return (
    <div className="space-y-2">
      {left > 0 && <p className="text-warn text-sm">{texts.left(left)}</p>}
      <Button look="primary" isDisabled={finish.isPending} onPress={() => finish.mutate({ id })}>
        {texts.finish}
      </Button>
      <Refusal error={finish.error} />
    </div>
  );
}
