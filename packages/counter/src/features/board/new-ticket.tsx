import { Suspense, lazy, useState } from 'react';
import { useTexts } from '../../i18n/i18n.tsx';
import { Button } from '../../ui/button.tsx';

const Dialog = lazy(async () => ({ default: (await import('./new-ticket-dialog.tsx')).NewTicketDialog }));

/** A button that opens a ticket; its dialog is loaded when it is needed. */
export function NewTicketButton() {
  const { board } = useTexts();
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button look="primary" onPress={() => setOpen(true)}>
        {board.newTicket}
      </Button>
      {isOpen && (
        <Suspense>
          <Dialog onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  );
}
