import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTexts } from '../i18n/i18n.tsx';
import { Button } from './button.tsx';
import { Dialog } from './dialog.tsx';
import { Refusal } from './refusal.tsx';

interface Props {
  /** What is deleted, as a person calls it. */
  what: string;
  remove(): Promise<unknown>;
  onDone?: () => unknown;
}

/** Asks, deletes, and says why it was refused. */
export function DeleteButton({ what, remove, onDone }: Props) {
  const { app } = useTexts();
  const queries = useQueryClient();
  const [isOpen, setOpen] = useState(false);
  const deleting = useMutation({
    mutationFn: remove,
    onSuccess: async () => {
      setOpen(false);
      await onDone?.();
      await queries.invalidateQueries();
    },
  });
  return (
    <>
      <Button onPress={() => setOpen(true)}>{app.delete}</Button>
      {isOpen && (
        <Dialog title={app.sure(what)} isLight onClose={() => setOpen(false)}>
          <Refusal error={deleting.error} />
          <div className="flex gap-2">
            <Button look="danger" isDisabled={deleting.isPending} onPress={() => deleting.mutate()}>
              {app.delete}
            </Button>
            <Button onPress={() => setOpen(false)}>{app.cancel}</Button>
          </div>
        </Dialog>
      )}
    </>
  );
}
