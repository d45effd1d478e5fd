import type { Customer } from '@mechanic-shop/client';
import { useNavigate } from '@tanstack/react-router';
import { useTexts } from '../../i18n/i18n.tsx';
import { useShopClient } from '../../shop/shop.ts';
import { DialogButton } from '../../ui/dialog-button.tsx';
import type { FieldsOf } from '../../ui/form/fields.ts';
import { check } from '../../ui/form/kinds.ts';
import { EditForm, NewForm } from '../../ui/form/record-form.tsx';
import { type CustomerValues, noCustomer, useCustomerFields } from './fields.ts';

/** Creates a customer, and opens their page. */
export function NewCustomer() {
  const { customers: texts } = useTexts();
  const shop = useShopClient();
  const fields = useCustomerFields();
  const navigate = useNavigate();
  return (
    <DialogButton look="primary" text={texts.new} title={texts.new}>
      {(close) => (
        <NewForm
          label={texts.new}
          fields={fields}
          start={noCustomer}
          create={(values) => shop.customers.create.mutate(values)}
          onDone={({ id }) => navigate({ to: '/customers/$id', params: { id } })}
          onCancel={close}
        />
      )}
    </DialogButton>
  );
}

export function EditCustomer({ customer }: { customer: Customer }) {
  const { app, customers: texts } = useTexts();
  const shop = useShopClient();
  const fields: FieldsOf<CustomerValues & Pick<Customer, 'active'>> = {
    ...useCustomerFields(),
    active: { label: texts.active, kind: check },
  };
  return (
    <DialogButton text={app.edit} title={texts.edit}>
      {(close) => (
        <EditForm
          label={texts.edit}
          fields={fields}
          row={customer}
          read={(row: Customer) => row}
          update={(changes, { id, version }) => shop.customers.update.mutate({ id, version, ...changes })}
          onDone={close}
          onCancel={close}
        />
      )}
    </DialogButton>
  );
}
