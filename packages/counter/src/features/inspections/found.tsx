import type { InspectionItem, InspectionResult } from '@mechanic-shop/client';
import { useTexts } from '../../i18n/i18n.tsx';
import { Recommend } from './recommend.tsx';

const looks: Partial<Record<InspectionResult, string>> = { ok: 'text-good', soon: 'text-warn', now: 'text-bad' };

interface Props {
  inspectionId: number;
  item: InspectionItem;
  canRecommend: boolean;
}

/** What was found about one thing. */
export function Found({ inspectionId, item, canRecommend }: Props) {
  const { inspections: texts } = useTexts();
  const { name, result, measure, note } = item;
  return (
    <div role="group" aria-label={name} className="space-y-1">
      <p className="flex flex-wrap gap-x-2">
        <span className="min-w-0 wrap-anywhere">{name}</span>
        <span className={`ml-auto font-medium ${looks[result] ?? 'text-muted'}`}>{texts.results[result]}</span>
      </p>
      {measure !== null && <p className="text-sm">{measure}</p>}
      {note !== null && <p className="text-sm whitespace-pre-line wrap-anywhere">{note}</p>}
      {canRecommend && <Recommend inspectionId={inspectionId} item={item} />}
    </div>
  );
}
