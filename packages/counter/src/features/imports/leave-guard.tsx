import { useBlocker } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTexts } from '../../i18n/i18n.tsx';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';

/** Asks before the page of a running import is left, closed or reloaded. Gives the dialog that asks. */
export function useLeaveGuard(isImporting: boolean): ReactNode {
  const { imports: texts } = useTexts();
  const { status, proceed, reset } = useBlocker({
    shouldBlockFn: () => true,
    disabled: !isImporting,
    enableBeforeUnload: isImporting,
    withResolver: true,
  });
  if (status !== 'blocked') return null;
  return (
    <Dialog title={texts.leaveQuestion} onClose={reset}>
      <p>{texts.safe}</p>
      <div className="flex flex-wrap gap-2">
        <Button look="primary" onPress={reset}>
          {texts.stay}
        </Button>
        <Button look="danger" onPress={proceed}>
          {texts.leave}
        </Button>
      </div>
    </Dialog>
  );
}
