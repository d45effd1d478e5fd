import type { Supplier } from '@mechanic-shop/client';
import { useAccount } from '../../app/account.tsx';
import { useTexts } from '../../i18n/i18n.tsx';
import { useShopClient } from '../../shop/shop.ts';
import { DeleteButton } from '../../ui/delete-button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import type { FieldsOf } from '../../ui/form/fields.ts';
import { check, line, lineOrNull, linesOrNull } from '../../ui/form/kinds.ts';
import { EditForm, NewForm } from '../../ui/form/record-form.tsx';

type SupplierValues = Pick<Supplier, 'name' | 'phone' | 'email' | 'address' | 'note'>;

function useSupplierFields(): FieldsOf<SupplierValues> {
  const { suppliers: texts } = useTexts();
  return {
    name: { label: texts.name, kind: line(100), wide: true },
    phone: { label: texts.phone, kind: lineOrNull(32, { type: 'tel' }) },
    email: { label: texts.email, kind: lineOrNull(254, { type: 'email' }) },
    address: { label: texts.address, kind: linesOrNull(300) },
    note: { label: texts.note, kind: linesOrNull(1000) },
  };
}

export function NewSupplier({ onClose }: { onClose: () => void }) {
  const { suppliers: texts } = useTexts();
  const shop = useShopClient();
  return (
    <Dialog title={texts.new} onClose={onClose}>
      <NewForm
        label={texts.new}
        fields={useSupplierFields()}
        start={{ name: '', phone: null, email: null, address: null, note: null }}
        create={(values) => shop.suppliers.create.mutate(values)}
        onDone={onClose}
        onCancel={onClose}
      />
    </Dialog>
  );
}

export function EditSupplier({ supplier, onClose }: { supplier: Supplier; onClose: () => void }) {
  const { suppliers: texts } = useTexts();
  const shop = useShopClient();
  const isAdmin = useAccount().account.role === 'admin';
  const fields: FieldsOf<SupplierValues & Pick<Supplier, 'active'>> = {
    ...useSupplierFields(),
    active: { label: texts.active, kind: check },
  };
  const title = texts.edit(supplier.name);
  return (
    <Dialog title={title} onClose={onClose}>
      <EditForm
        label={title}
        fields={fields}
        row={supplier}
        read={(row: Supplier) => row}
        update={(changes, { id, version }) => shop.suppliers.update.mutate({ id, version, ...changes })}
        onDone={onClose}
        onCancel={onClose}
      />
      {isAdmin && (
        <DeleteButton
          what={supplier.name}
          remove={() => shop.suppliers.delete.mutate({ id: supplier.id })}
          onDone={onClose}
        />
      )}
    </Dialog>
  );
}
