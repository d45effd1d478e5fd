import type { Customer } from '@mechanic-shop/client';
import { useState } from 'react';
import { useTexts } from '../../i18n/i18n.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { FindCustomer } from '../customers/find.tsx';
import { fullName } from '../customers/name.ts';
import { NewTicket } from '../customers/new-ticket.tsx';

/** Opens a ticket: first for whom, then what to do. */
export function NewTicketDialog({ onClose }: { onClose: () => void }) {
  const { board } = useTexts();
  const [customer, setCustomer] = useState<Customer>();
  return (
    <Dialog title={customer ? `${board.newTicket}: ${fullName(customer)}` : board.newTicket} onClose={onClose}>
      {customer ? (
        <NewTicket customerId={customer.id} onCancel={onClose} />
      ) : (
        <FindCustomer onPick={setCustomer} onCancel={onClose} />
      )}
    </Dialog>
  );
}
