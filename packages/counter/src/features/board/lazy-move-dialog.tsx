import { type ComponentProps, Suspense, lazy } from 'react';
import type { MoveDialog as Loaded } from './move-dialog.tsx';

const Dialog = lazy(async () => ({ default: (await import('./move-dialog.tsx')).MoveDialog }));

/** The dialog of a move, loaded when a move needs it. */
export function MoveDialog(props: ComponentProps<typeof Loaded>) {
  return (
    <Suspense>
      <Dialog {...props} />
    </Suspense>
  );
}
