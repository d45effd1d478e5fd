import { type ReactNode, useState } from 'react';
import { Button } from './button.tsx';
import { Dialog } from './dialog.tsx';

interface Props {
  text: string;
  /** Names the button for screen readers, where several say the same. */
  label?: string | undefined;
  title: string;
  look?: 'primary' | 'plain' | 'danger' | undefined;
  isDisabled?: boolean;
  /** A click outside of the dialog closes it. */
  isLight?: boolean;
  children(close: () => void): ReactNode;
}

/** A button that opens a dialog. */
export function DialogButton({ text, label, title, look, isDisabled, isLight, children }: Props) {
  const [isOpen, setOpen] = useState(false);
  const close = (): void => setOpen(false);
  return (
    <>
      <Button
        {...(look && { look })}
        {...(isDisabled !== undefined && { isDisabled })}
        aria-label={label}
        onPress={() => setOpen(true)}
      >
        {text}
      </Button>
      {isOpen && (
        <Dialog title={title} isLight={isLight ?? false} onClose={close}>
          {children(close)}
        </Dialog>
      )}
    </>
  );
}
