import type { ErrorComponentProps } from '@tanstack/react-router';
import { useTexts } from '../i18n/i18n.tsx';
import { Button } from '../ui/button.tsx';
import { Refusal } from '../ui/refusal.tsx';

export function NotFound() {
  return <p className="p-6">{useTexts().app.notFound}</p>;
}

/** Replaces a view that threw. */
export function Failed({ error, reset }: ErrorComponentProps) {
  const { app } = useTexts();
  return (
    <div className="space-y-3 p-6">
      <p>{app.failed}</p>
      <Refusal error={error} />
      <Button onPress={reset}>{app.again}</Button>
    </div>
  );
}
