import type { Customer } from '@mechanic-shop/client';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTexts } from '../../i18n/i18n.tsx';
import { useShopClient } from '../../shop/shop.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
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
  const [isOpen, setOpen] = useState(false);
  const close = (): void => setOpen(false);
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
            start={noCustomer}
            create={(values) => shop.customers.create.mutate(values)}
            onDone={({ id }) => navigate({ to: '/customers/$id', params: { id } })}
            onCancel={close}
          />
        </Dialog>
      )}
    </>
  );
}

export function EditCustomer({ customer }: { customer: Customer }) {
  const { app, customers: texts } = useTexts();
  const shop = useShopClient();
  const [isOpen, setOpen] = useState(false);
  const close = (): void => setOpen(false);
  const fields: FieldsOf<CustomerValues & Pick<Customer, 'active'>> = {
    ...useCustomerFields(),
    active: { label: texts.active, kind: check },
  };
  return (
    <>
      <Button onPress={() => setOpen(true)}>{app.edit}</Button>
      {isOpen && (
        <Dialog title={texts.edit} onClose={close}>
          <EditForm
            label={texts.edit}
            fields={fields}
            row={customer}
            read={(row: Customer) => row}
            update={(changes, { id, version }) => shop.customers.update.mutate({ id, version, ...changes })}
            onDone={close}
            onCancel={close}
          />
        </Dialog>
      )}
    </>
  );
}
