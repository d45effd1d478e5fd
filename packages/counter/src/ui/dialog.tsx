import type { ReactNode } from 'react';
import { Dialog as AriaDialog } from 'react-aria-components/Dialog';
import { Heading } from 'react-aria-components/Heading';
import { Modal, ModalOverlay } from 'react-aria-components/Modal';

interface Props {
  title: string;
  /** Called when the dialog is dismissed; without it, it stays until its task is done. */
  onClose?: (() => void) | undefined;
  /** A click outside of the dialog closes it. Dialogs to type in stay, so that nothing typed is lost. */
  isLight?: boolean;
  children: ReactNode;
}

/** A dialog that is open while it is rendered. */
export function Dialog({ title, onClose, isLight = false, children }: Props) {
  return (
    <ModalOverlay
      isOpen
      isDismissable={isLight}
      isKeyboardDismissDisabled={onClose === undefined}
      onOpenChange={(open) => {
        if (!open) onClose?.();
      }}
      className="appear fixed inset-0 z-40 flex items-start justify-center overflow-y-auto bg-black/50 p-3 sm:pt-[10vh]"
    >
      <Modal className="bg-raised border-line w-full max-w-lg rounded-xl border p-4 shadow-xl sm:p-5">
        <AriaDialog className="space-y-4 outline-none">
          <Heading slot="title" className="text-lg font-semibold">
            {title}
          </Heading>
          {children}
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  );
}
