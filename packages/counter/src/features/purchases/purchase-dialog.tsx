import { type Purchase, isShopError } from '@mechanic-shop/client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTexts } from '../../i18n/i18n.tsx';
import { useShopClient } from '../../shop/shop.ts';
import { Button } from '../../ui/button.tsx';
import { Conflict } from '../../ui/conflict.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Refusal } from '../../ui/refusal.tsx';
import { PurchaseFields } from './purchase-fields.tsx';
import { changesOf, purchaseOf, typedPurchase } from './typed.ts';

/** What differs between two versions of a purchase. */
function useDifferences(): (before: Purchase, after: Purchase) => string[] {
  const { purchases: texts, conflict, app } = useTexts();
  return (before, after) => {
    const rows = [
      [texts.supplier, before.supplier.name, after.supplier.name],
      [texts.status, texts.statuses[before.status], texts.statuses[after.status]],
      [texts.reference, before.reference, after.reference],
      [texts.expected, before.expectedOn, after.expectedOn],
      [texts.note, before.note, after.note],
      [texts.lines, ...[before, after].map(linesText)],
    ] as const;
    return rows
      .filter(([, old, now]) => old !== now)
      .map(([name, old, now]) => conflict.changed(name ?? '', old ?? app.none, now ?? app.none));
  };
}

const linesText = ({ lines }: Purchase): string =>
  lines.map(({ quantity, name }) => `${quantity} × ${name}`).join(', ');

interface Props {
  /** The purchase to edit; undefined makes a draft. */
  purchase: Purchase | undefined;
  onClose: () => void;
  onSaved?: (purchase: Purchase) => void;
}

interface Saving {
  changes: Partial<NonNullable<ReturnType<typeof purchaseOf>>>;
  row: Purchase;
}

/** Makes a draft, or edits a purchase: all of a draft, later its reference, its day and its note. */
export function PurchaseDialog({ purchase, onClose, onSaved }: Props) {
  const { app, purchases: texts } = useTexts();
  const shop = useShopClient();
  const queries = useQueryClient();
  const differences = useDifferences();
  const [base, setBase] = useState(purchase);
  const [typed, setTyped] = useState(() => typedPurchase(purchase));
  const input = purchaseOf(typed);
  const save = useMutation({
    mutationFn: async (over: Saving | undefined) => {
      if (over) return shop.purchases.update.mutate({ id: over.row.id, version: over.row.version, ...over.changes });
      return input && shop.purchases.create.mutate(input);
    },
    onSuccess: async (saved) => {
      onClose();
      await queries.invalidateQueries();
      if (saved) onSaved?.(saved);
    },
  });
  const current = isShopError(save.error, 'VERSION_MISMATCH')
    ? (save.error.data.details.current as Purchase)
    : undefined;
  const saveOver = (row: Purchase | undefined): void => {
    if (!input) return;
    if (!row) return save.mutate(undefined);
    const changes = changesOf(purchaseOf(typedPurchase(base)), input);
    if (Object.keys(changes).length === 0) onClose();
    else save.mutate({ changes, row });
  };
  const title = purchase ? texts.edit : texts.new;
  return (
    <Dialog title={title} onClose={onClose}>
      <form
        aria-label={title}
        className="space-y-3"
        onSubmit={(event) => {
          event.preventDefault();
          saveOver(base);
        }}
      >
        <PurchaseFields typed={typed} isDraft={base === undefined || base.status === 'draft'} onType={setTyped} />
        {base && current ? (
          <Conflict
            lines={differences(base, current)}
            onKeep={() => saveOver(current)}
            onTake={() => {
              setBase(current);
              setTyped(typedPurchase(current));
              save.reset();
            }}
          />
        ) : (
          <Refusal error={save.error} />
        )}
        {!input && <p className="text-muted text-sm">{texts.needs}</p>}
        <div className="flex gap-2">
          <Button type="submit" look="primary" isDisabled={save.isPending || !input}>
            {app.save}
          </Button>
          <Button onPress={onClose}>{app.cancel}</Button>
        </div>
      </form>
    </Dialog>
  );
}
