import type { Customer } from '@mechanic-shop/client';
import { useMutation } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useTexts } from '../../i18n/i18n.tsx';
import { useShopClient } from '../../shop/shop.ts';
import { Button } from '../../ui/button.tsx';
import { Confirm, ConfirmButton } from '../../ui/confirm.tsx';
import { DeleteButton } from '../../ui/delete-button.tsx';
import { saveFile } from '../../ui/document.ts';
import { Refusal } from '../../ui/refusal.tsx';
import { fullName } from './name.ts';
import { Who } from './who.tsx';
import { WithCustomer } from './with-customer.tsx';

/** What admins do with a customer as a record: export, merge, erase and delete it. */
export function CustomerData({ customer }: { customer: Customer }) {
  const { customers: texts } = useTexts();
  const shop = useShopClient();
  const navigate = useNavigate();
  const { id, version } = customer;
  const name = fullName(customer);
  return (
    <section aria-labelledby="data" className="card min-w-0 space-y-2 p-3">
      <h2 id="data" className="font-semibold">
        {texts.records}
      </h2>
      <div className="flex flex-wrap items-start gap-2">
        <ExportData id={id} />
        <MergeCustomer customer={customer} />
        <ConfirmButton
          text={texts.erase}
          question={texts.eraseQuestion(name)}
          yes={texts.eraseYes}
          run={() => shop.customers.erase.mutate({ id, version })}
        >
          <p>{texts.eraseEffect.goes}</p>
          <ul className="list-disc pl-5">
            {texts.eraseEffect.gone.map((what) => (
              <li key={what}>{what}</li>
            ))}
          </ul>
          <p>{texts.eraseEffect.stays}</p>
        </ConfirmButton>
        <DeleteButton
          text={texts.delete}
          what={name}
          remove={() => shop.customers.delete.mutate({ id })}
          onDone={() => navigate({ to: '/customers' })}
        >
          <p>{texts.deleteEffect}</p>
        </DeleteButton>
      </div>
    </section>
  );
}

/** Saves everything that is stored about a customer as a file. */
function ExportData({ id }: { id: number }) {
  const { customers: texts } = useTexts();
  const shop = useShopClient();
  const read = useMutation({
    mutationFn: () => shop.customers.exportData.query({ id }),
    onSuccess: ({ data }) =>
      saveFile({ name: `customer-${id}.json`, type: 'application/json', parts: [JSON.stringify(data, null, 2)] }),
  });
  return (
    <div>
      <Button isDisabled={read.isPending} onPress={() => read.mutate()}>
        {texts.export}
      </Button>
      <Refusal error={read.error} />
    </div>
  );
}

/** Merges a customer who was entered twice into the other one, and opens that. */
function MergeCustomer({ customer }: { customer: Customer }) {
  const { customers: texts } = useTexts();
  const shop = useShopClient();
  const navigate = useNavigate();
  const { id } = customer;
  const name = fullName(customer);
  return (
    <WithCustomer text={texts.merge} except={id}>
      {(into, close) => (
        <Confirm
          yes={texts.mergeYes}
          run={() => shop.customers.merge.mutate({ id, intoId: into.id })}
          onDone={async () => {
            close();
            await navigate({ to: '/customers/$id', params: { id: into.id } });
          }}
          onCancel={close}
        >
          <p className="font-medium">{texts.mergeQuestion(name, fullName(into))}</p>
          <ul className="list-disc pl-5">
            <li>
              <Who customer={customer} />
            </li>
            <li>
              <Who customer={into} />
            </li>
          </ul>
          <p>{texts.mergeEffect(name, fullName(into))}</p>
        </Confirm>
      )}
    </WithCustomer>
  );
}
