import type { InspectionItem, InspectionResult } from '@mechanic-shop/client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTexts } from '../../i18n/i18n.tsx';
import { useShop } from '../../shop/shop.ts';
import { Choices } from '../../ui/choices.tsx';
import { TextArea, TextField } from '../../ui/field.tsx';
import { typedSince } from '../../ui/form/typed-since.ts';
import { Refusal } from '../../ui/refusal.tsx';
import { Recommend } from './recommend.tsx';

/** What is chosen or typed and not saved yet. */
interface Typed {
  result?: InspectionResult | undefined;
  measure?: string | undefined;
  note?: string | undefined;
}

const orNull = (text: string | undefined): string | null | undefined => (text?.trim() === '' ? null : text);

interface Props {
  inspectionId: number;
  item: InspectionItem;
  canRecommend: boolean;
}

/** One thing to look at: a tap records the result, leaving a field what is typed in it. */
export function RecordItem({ inspectionId, item, canRecommend }: Props) {
  const { inspections: texts } = useTexts();
  const shop = useShop();
  const queries = useQueryClient();
  const [typed, setTyped] = useState<Typed>({});
  const result = typed.result ?? item.result;
  const record = useMutation(
    shop.inspections.record.mutationOptions({
      // One after the other, so that the last one stands.
      scope: { id: `inspection item ${item.id}` },
      onSuccess: () => queries.invalidateQueries(shop.inspections.pathFilter()),
    }),
  );
  const save = (now: Typed): void => {
    setTyped(now);
    record.mutate(
      {
        id: inspectionId,
        items: [
          { itemId: item.id, result: now.result ?? item.result, measure: orNull(now.measure), note: orNull(now.note) },
        ],
      },
      { onSuccess: () => setTyped((later) => typedSince({}, now, later)) },
    );
  };
  const field = (name: 'measure' | 'note', maxLength: number) => ({
    label: texts[name],
    maxLength,
    value: typed[name] ?? item[name] ?? '',
    onChange: ({ target }: { target: { value: string } }) => setTyped({ ...typed, [name]: target.value }),
    onBlur: () => {
      if (typed[name] !== undefined) save(typed);
    },
  });
  return (
    <div role="group" aria-label={item.name} className="border-line space-y-2 rounded-md border p-2">
      <p className="font-medium wrap-anywhere">{item.name}</p>
      <Choices
        label={item.name}
        name={`item-${item.id}`}
        options={(['ok', 'soon', 'now'] as const).map((one) => [one, texts.results[one]])}
        value={(['ok', 'soon', 'now'] as const).find((one) => one === result)}
        onChange={(one) => save({ ...typed, result: one })}
      />
      <div className="grid grid-cols-[minmax(0,1fr)_minmax(0,2fr)] gap-2">
        <TextField {...field('measure', 100)} />
        <TextArea rows={2} {...field('note', 1000)} />
      </div>
      {canRecommend && <Recommend inspectionId={inspectionId} item={item} />}
      <Refusal error={record.error} />
    </div>
  );
}
