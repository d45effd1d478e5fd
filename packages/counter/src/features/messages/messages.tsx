import { Suspense, lazy, useState } from 'react';
import { useTexts } from '../../i18n/i18n.tsx';

const Thread = lazy(async () => ({ default: (await import('./thread.tsx')).Thread }));

/** The messages of a ticket, for staff and for its customer. They are read once the section is open. */
export function Messages({ ticketId }: { ticketId: number }) {
  const { messages, app } = useTexts();
  const [isOpen, setOpen] = useState(false);
  return (
    <details className="card p-3 print:hidden" onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary className="cursor-pointer font-semibold">{messages.title}</summary>
      {isOpen && (
        <Suspense fallback={app.loading}>
          <Thread ticketId={ticketId} />
        </Suspense>
      )}
    </details>
  );
}
