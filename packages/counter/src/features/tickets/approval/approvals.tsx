import type { Ticket } from '@mechanic-shop/client';
import { useState } from 'react';
import { useTexts } from '../../../i18n/i18n.tsx';
import { Button } from '../../../ui/button.tsx';
import { AskDialog } from './ask-dialog.tsx';
import { RecordDialog } from './record-dialog.tsx';

/** Asks the customer for approval by a link, or records what they decided otherwise. */
export function Approvals({ ticket, isOpen }: { ticket: Ticket; isOpen: boolean }) {
  const { approval } = useTexts();
  const [open, setOpen] = useState<'ask' | 'record'>();
  if (!isOpen || ticket.jobs.length === 0) return null;
  const close = (): void => setOpen(undefined);
  return (
    <div className="flex flex-wrap gap-2 print:hidden">
      <Button look="primary" onPress={() => setOpen('ask')}>
        {approval.ask}
      </Button>
      <Button onPress={() => setOpen('record')}>{approval.record}</Button>
      {open === 'ask' && <AskDialog ticket={ticket} onClose={close} />}
      {open === 'record' && <RecordDialog ticket={ticket} onClose={close} />}
    </div>
  );
}
