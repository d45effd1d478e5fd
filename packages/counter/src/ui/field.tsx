import { type ComponentProps, type ReactNode, useId } from 'react';

interface Labelled {
  label: string;
  /** Shows the label to screen readers only. */
  bare?: boolean;
  /** What is wrong with the value. */
  error?: string | undefined;
}

function Field({ id, label, bare, error, children }: Labelled & { id: string; children: ReactNode }) {
  return (
    <div className="min-w-0">
      <label htmlFor={id} className={bare ? 'sr-only' : 'mb-1 block text-sm font-medium'}>
        {label}
      </label>
      {children}
      {error !== undefined && (
        <p id={`${id}-error`} className="text-bad mt-1 text-sm">
          {error}
        </p>
      )}
    </div>
  );
}

const described = (id: string, error: string | undefined) =>
  error === undefined ? {} : { 'aria-invalid': true, 'aria-describedby': `${id}-error` };

export function TextField({ label, bare = false, error, ...input }: Labelled & Omit<ComponentProps<'input'>, 'id'>) {
  const id = useId();
  return (
    <Field id={id} label={label} bare={bare} error={error}>
      <input {...input} id={id} {...described(id, error)} className="field" />
    </Field>
  );
}

export function TextArea({ label, bare = false, error, ...input }: Labelled & Omit<ComponentProps<'textarea'>, 'id'>) {
  const id = useId();
  return (
    <Field id={id} label={label} bare={bare} error={error}>
      <textarea rows={3} {...input} id={id} {...described(id, error)} className="field" />
    </Field>
  );
}

/** A native select, which works best on telephones. */
export function Select({ label, bare = false, error, ...input }: Labelled & Omit<ComponentProps<'select'>, 'id'>) {
  const id = useId();
  return (
    <Field id={id} label={label} bare={bare} error={error}>
      <select {...input} id={id} {...described(id, error)} className="field" />
    </Field>
  );
}

export function Checkbox({ label, ...input }: { label: string } & Omit<ComponentProps<'input'>, 'type'>) {
  return (
    <label className="flex items-center gap-2">
      <input {...input} type="checkbox" className="accent-accent size-4" />
      {label}
    </label>
  );
}
