import type { ReactNode } from 'react';
import { useTexts } from '../i18n/i18n.tsx';
import { ConfirmButton } from './confirm.tsx';

interface Props {
  /** What is deleted, as a person calls it. */
  what: string;
  /** What the button says. Default: delete. */
  text?: string | undefined;
  remove(): Promise<unknown>;
  onDone?: () => unknown;
  /** What goes with it. */
  children?: ReactNode;
}

/** Asks, deletes, and says why it was refused. */
export function DeleteButton({ what, text, remove, onDone, children }: Props) {
  const { app } = useTexts();
  return (
    <ConfirmButton
      text={text ?? app.delete}
      question={app.sure(what)}
      yes={app.delete}
      run={remove}
      onDone={() => onDone?.()}
    >
      {children}
    </ConfirmButton>
  );
}
