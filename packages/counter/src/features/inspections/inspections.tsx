import { Suspense, lazy, useState } from 'react';
import { useTexts } from '../../i18n/i18n.tsx';

const List = lazy(async () => ({ default: (await import('./list.tsx')).InspectionList }));

/** The inspections of a ticket, for staff and, once finished, for its customer. They are read once the section is open. */
export function Inspections({ ticketId, isOpen }: { ticketId: number; isOpen: boolean }) {
  const { inspections, app } = useTexts();
  const [isShown, setShown] = useState(false);
  return (
    <details className="card p-3 print:hidden" onToggle={({ currentTarget }) => setShown(currentTarget.open)}>
      <summary className="cursor-pointer font-semibold">{inspections.title}</summary>
      {isShown && (
        <Suspense fallback={app.loading}>
          <List ticketId={ticketId} isOpen={isOpen} />
        </Suspense>
      )}
    </details>
  );
}
