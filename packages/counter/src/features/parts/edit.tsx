import type { Part } from '@mechanic-shop/client';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTexts } from '../../i18n/i18n.tsx';
import { useShopClient } from '../../shop/shop.ts';
import { Button } from '../../ui/button.tsx';
import { DeleteButton } from '../../ui/delete-button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import type { FieldsOf } from '../../ui/form/fields.ts';
import { check, decimal, line, lineOrNull, money, whole } from '../../ui/form/kinds.ts';
import { EditForm, NewForm } from '../../ui/form/record-form.tsx';

type PartValues = Pick<Part, 'name' | 'sku' | 'priceCents' | 'unit' | 'decimals'>;

function usePartFields(): FieldsOf<PartValues> {
  const { parts: texts } = useTexts();
  return {
    name: { label: texts.name, kind: line(100), wide: true },
    sku: { label: texts.sku, kind: lineOrNull(64) },
    priceCents: { label: texts.price, kind: money },
    unit: { label: texts.unit, kind: line(20) },
    decimals: { label: texts.decimals, kind: whole },
  };
}

/** Creates a part with its first stock, and opens its page. */
export function NewPart() {
  const { parts: texts } = useTexts();
  const shop = useShopClient();
  const navigate = useNavigate();
  const [isOpen, setOpen] = useState(false);
  const close = (): void => setOpen(false);
  const fields: FieldsOf<PartValues & Pick<Part, 'quantity'>> = {
    ...usePartFields(),
    quantity: { label: texts.first, kind: decimal },
  };
  return (
    <>
      <Button look="primary" onPress={() => setOpen(true)}>
        {texts.new}
      </Button>
      {isOpen && (
        <Dialog title={texts.new} onClose={close}>
          <NewForm
            label={texts.new}
            fields={fields}
            start={{ name: '', sku: null, priceCents: 0, unit: 'piece', decimals: 0, quantity: 0 }}
            create={(values) => shop.inventory.create.mutate(values)}
            onDone={({ id }) => navigate({ to: '/parts/$id', params: { id } })}
            onCancel={close}
          />
        </Dialog>
      )}
    </>
  );
}

export function EditPart({ part }: { part: Part }) {
  const { app, parts: texts } = useTexts();
  const shop = useShopClient();
  const navigate = useNavigate();
  const [isOpen, setOpen] = useState(false);
  const close = (): void => setOpen(false);
  const fields: FieldsOf<PartValues & Pick<Part, 'active'>> = {
    ...usePartFields(),
    active: { label: texts.active, kind: check },
  };
  return (
    <div className="flex gap-2">
      <Button onPress={() => setOpen(true)}>{app.edit}</Button>
      <DeleteButton
        what={part.name}
        remove={() => shop.inventory.delete.mutate({ id: part.id })}
        onDone={() => navigate({ to: '/parts' })}
      />
      {isOpen && (
        <Dialog title={texts.edit} onClose={close}>
          <EditForm
            label={texts.edit}
            fields={fields}
            row={part}
            read={(row: Part) => row}
            update={(changes, { id, version }) => shop.inventory.update.mutate({ id, version, ...changes })}
            onDone={close}
            onCancel={close}
          />
        </Dialog>
      )}
    </div>
  );
}
