import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTexts } from '../i18n/i18n.tsx';
import { Button } from './button.tsx';
import { DialogButton } from './dialog-button.tsx';
import { Refusal } from './refusal.tsx';

interface Props<R> {
  /** What the button that does it says. */
  yes: string;
  run(): Promise<R>;
  onDone?: ((done: R) => unknown) | undefined;
  onCancel(): void;
  /** What it will change, where the question alone does not say so. */
  children?: ReactNode;
}

/** The end of a dialog that asks before something is done for good; a refusal is shown there. */
export function Confirm<R>({ yes, run, onDone, onCancel, children }: Props<R>) {
  const { app } = useTexts();
  const queries = useQueryClient();
  const running = useMutation({
    mutationFn: run,
    onSuccess: async (done) => {
      await onDone?.(done);
      await queries.invalidateQueries();
    },
  });
  return (
    <>
      {children}
      <Refusal error={running.error} />
      <div className="flex flex-wrap gap-2">
        <Button look="danger" isDisabled={running.isPending} onPress={() => running.mutate()}>
          {yes}
        </Button>
        <Button onPress={onCancel}>{app.cancel}</Button>
      </div>
    </>
  );
}

interface ButtonProps<R> extends Omit<Props<R>, 'onCancel'> {
  /** What the button that asks says. */
  text: string;
  /** Names it for screen readers, where several say the same. */
  label?: string;
  question: string;
  look?: 'plain' | 'danger';
}

/** A button that asks, does it, and says why it was refused. */
export function ConfirmButton<R>({ text, label, question, look, onDone, ...about }: ButtonProps<R>) {
  return (
    <DialogButton text={text} label={label} title={question} look={look} isLight>
      {(close) => (
        <Confirm
          {...about}
          onDone={async (done) => {
            close();
            await onDone?.(done);
          }}
          onCancel={close}
        />
      )}
    </DialogButton>
  );
}
