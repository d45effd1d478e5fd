import type { Purchase } from '@mechanic-shop/client';
import { useTexts } from '../../i18n/i18n.tsx';
import { useShopClient } from '../../shop/shop.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { TypedForm } from '../../ui/form/typed-form.tsx';
import { PurchaseFields } from './purchase-fields.tsx';
import { purchaseOf, typedPurchase } from './typed.ts';

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
      .map(([name, old, now]) => conflict.changed(name, old ?? app.none, now ?? app.none));
  };
}

const linesText = ({ lines }: Purchase): string =>
  lines.map(({ quantity, name }) => `${quantity} × ${name}`).join(', ');

interface Props {
  /** The purchase to edit; undefined makes a draft. */
  purchase: Purchase | undefined;
  onClose: () => void;
  onSaved?: (purchase: Purchase) => unknown;
}

/** Makes a draft, or edits a purchase: all of a draft, later its reference, its day and its note. */
export function PurchaseDialog({ purchase, onClose, onSaved }: Props) {
  const { purchases: texts } = useTexts();
  const shop = useShopClient();
  const differences = useDifferences();
  const title = purchase ? texts.edit : texts.new;
  return (
    <Dialog title={title} onClose={onClose}>
      <TypedForm
        label={title}
        row={purchase}
        typedOf={typedPurchase}
        inputOf={purchaseOf}
        save={({ input, changes, row }) =>
          row
            ? shop.purchases.update.mutate({ id: row.id, version: row.version, ...changes })
            : shop.purchases.create.mutate(input)
        }
        differences={differences}
        needs={texts.needs}
        onDone={async (saved) => {
          onClose();
          await onSaved?.(saved);
        }}
        onCancel={onClose}
      >
        {(typed, onType, row) => (
          <PurchaseFields typed={typed} isDraft={row === undefined || row.status === 'draft'} onType={onType} />
        )}
      </TypedForm>
    </Dialog>
  );
}
