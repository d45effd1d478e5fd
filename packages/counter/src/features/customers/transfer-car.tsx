import type { Vehicle } from '@mechanic-shop/client';
import { useTexts } from '../../i18n/i18n.tsx';
import { useShopClient } from '../../shop/shop.ts';
import { Confirm } from '../../ui/confirm.tsx';
import { fullName } from './name.ts';
import { Who } from './who.tsx';
import { WithCustomer } from './with-customer.tsx';

/** Gives a car to another customer. */
export function TransferCar({ car, onDone }: { car: Vehicle; onDone: () => void }) {
  const { cars: texts } = useTexts();
  const shop = useShopClient();
  const { id, version, customerId, make, model } = car;
  return (
    <WithCustomer text={texts.transfer} except={customerId}>
      {(customer, close) => (
        <Confirm
          yes={texts.transferYes}
          run={() => shop.vehicles.transfer.mutate({ id, version, customerId: customer.id })}
          onDone={() => {
            close();
            onDone();
          }}
          onCancel={close}
        >
          <p className="font-medium">{texts.transferQuestion(`${make} ${model}`, fullName(customer))}</p>
          <p>
            <Who customer={customer} />
          </p>
          <p>{texts.transferEffect(fullName(customer))}</p>
        </Confirm>
      )}
    </WithCustomer>
  );
}
