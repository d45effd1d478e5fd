import type { Part, PartRecord, Supplier } from '@mechanic-shop/client';
import { useNavigate } from '@tanstack/react-router';
import { useTexts } from '../../i18n/i18n.tsx';
import { useShopClient } from '../../shop/shop.ts';
import { DeleteButton } from '../../ui/delete-button.tsx';
import { DialogButton } from '../../ui/dialog-button.tsx';
import type { FieldsOf } from '../../ui/form/fields.ts';
import {
  check,
  decimal,
  decimalOrNull,
  line,
  lineOrNull,
  money,
  moneyOrNull,
  rowOrNull,
  whole,
} from '../../ui/form/kinds.ts';
import { EditForm, NewForm } from '../../ui/form/record-form.tsx';
import { choosable, useSuppliers } from '../purchases/use-suppliers.ts';

type PartValues = Pick<
  PartRecord,
  | 'name'
  | 'sku'
  | 'priceCents'
  | 'costCents'
  | 'unit'
  | 'decimals'
  | 'minQuantity'
  | 'maxQuantity'
  | 'location'
  | 'supplierId'
>;

function usePartFields(suppliers: readonly Supplier[]): FieldsOf<PartValues> {
  const { app, parts: texts } = useTexts();
  return {
    name: { label: texts.name, kind: line(100), wide: true },
    sku: { label: texts.sku, kind: lineOrNull(64) },
    priceCents: { label: texts.price, kind: money },
    costCents: { label: texts.cost, kind: moneyOrNull },
    unit: { label: texts.unit, kind: line(20) },
    decimals: { label: texts.decimals, kind: whole },
    minQuantity: { label: texts.minimum, kind: decimalOrNull },
    maxQuantity: { label: texts.maximum, kind: decimalOrNull },
    location: { label: texts.place, kind: lineOrNull(40) },
    supplierId: { label: texts.supplier, kind: rowOrNull(suppliers, app.none) },
  };
}

const noPart: PartValues = {
  name: '',
  sku: null,
  priceCents: 0,
  costCents: null,
  unit: 'piece',
  decimals: 0,
  minQuantity: null,
  maxQuantity: null,
  location: null,
  supplierId: null,
};

/** Creates a part with its first stock, and opens its page. */
export function NewPart() {
  const { parts: texts } = useTexts();
  const shop = useShopClient();
  const navigate = useNavigate();
  const fields: FieldsOf<PartValues & Pick<Part, 'quantity'>> = {
    ...usePartFields(choosable(useSuppliers() ?? [], null)),
    quantity: { label: texts.first, kind: decimal },
  };
  return (
    <DialogButton look="primary" text={texts.new} title={texts.new}>
      {(close) => (
        <NewForm
          label={texts.new}
          fields={fields}
          start={{ ...noPart, quantity: 0 }}
          create={(values) => shop.inventory.create.mutate(values)}
          onDone={({ id }) => navigate({ to: '/parts/$id', params: { id } })}
          onCancel={close}
        />
      )}
    </DialogButton>
  );
}

export function EditPart({ part }: { part: PartRecord }) {
  const { app, parts: texts } = useTexts();
  const suppliers = useSuppliers();
  const shop = useShopClient();
  const navigate = useNavigate();
  const fields: FieldsOf<PartValues & Pick<PartRecord, 'active'>> = {
    ...usePartFields(choosable(suppliers ?? [], part.supplierId)),
    active: { label: texts.active, kind: check },
  };
  return (
    <div className="flex gap-2">
      <DialogButton text={app.edit} title={texts.edit} isDisabled={!suppliers}>
        {(close) => (
          <EditForm
            label={texts.edit}
            fields={fields}
            row={part}
            read={(row: PartRecord) => row}
            update={async (changes, row) => {
              const { id, version } = row;
              return { ...row, ...changes, ...(await shop.inventory.update.mutate({ id, version, ...changes })) };
            }}
            whole={({ id }) => shop.inventory.record.query({ id })}
            onDone={close}
            onCancel={close}
          />
        )}
      </DialogButton>
      <DeleteButton
        what={part.name}
        remove={() => shop.inventory.delete.mutate({ id: part.id })}
        onDone={() => navigate({ to: '/parts' })}
      />
    </div>
  );
}
