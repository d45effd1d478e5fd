import type { Customer } from '@mechanic-shop/client';
import { type ReactNode, useState } from 'react';
import { DialogButton } from '../../ui/dialog-button.tsx';
import { FindCustomer } from './find.tsx';

interface Props {
  text: string;
  /** A customer who is not offered. */
  except: number;
  /** The second step: what is done with the one that was picked. */
  children(customer: Customer, close: () => void): ReactNode;
}

/** A button that opens a dialog: first a customer is picked, then something is done with them. */
export function WithCustomer({ text, ...steps }: Props) {
  return (
    <DialogButton text={text} title={text}>
      {(close) => <Steps {...steps} onClose={close} />}
    </DialogButton>
  );
}

function Steps({ except, onClose, children }: Omit<Props, 'text'> & { onClose: () => void }) {
  const [picked, setPicked] = useState<Customer>();
  if (picked) return children(picked, onClose);
  return <FindCustomer except={except} onPick={setPicked} onCancel={onClose} />;
}
