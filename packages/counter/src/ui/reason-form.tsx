import { useState } from 'react';
import { Button } from './button.tsx';
import { TextField } from './field.tsx';
import { Refusal } from './refusal.tsx';

interface Props {
  /** What it does. */
  title: string;
  /** What the reason is called. */
  label: string;
  required?: boolean;
  running: { isPending: boolean; error: unknown };
  run(reason: string): void;
}

/** Does something for good, with a reason; folded until somebody opens it. */
export function ReasonForm({ title, label, required = false, running, run }: Props) {
  const [reason, setReason] = useState('');
  return (
    <details className="card p-3 print:hidden">
      <summary className="cursor-pointer">{title}</summary>
      <form
        className="mt-2 space-y-2"
        onSubmit={(event) => {
          event.preventDefault();
          run(reason);
        }}
      >
        <TextField
          label={label}
          required={required}
          maxLength={1000}
          value={reason}
          onChange={({ target }) => setReason(target.value)}
        />
        <Refusal error={running.error} />
        <Button look="danger" type="submit" isDisabled={running.isPending}>
          {title}
        </Button>
      </form>
    </details>
  );
}
