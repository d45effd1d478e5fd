import type { Purchase } from '@mechanic-shop/client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTexts } from '../../i18n/i18n.tsx';
import { useShop, useShopClient } from '../../shop/shop.ts';
import { Button } from '../../ui/button.tsx';
import { DeleteButton } from '../../ui/delete-button.tsx';
import { ReasonForm } from '../../ui/reason-form.tsx';
import { Refusal } from '../../ui/refusal.tsx';
import { PurchaseDialog } from './purchase-dialog.tsx';

export function EditPurchase({ purchase }: { purchase: Purchase }) {
  const { app } = useTexts();
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button onPress={() => setOpen(true)}>{app.edit}</Button>
      {isOpen && <PurchaseDialog purchase={purchase} onClose={() => setOpen(false)} />}
    </>
  );
}

interface DraftProps {
  purchase: Purchase;
  onOrdered(): void;
}

/** Orders a draft, or deletes it. */
export function DraftActions({ purchase: { id, number, version }, onOrdered }: DraftProps) {
  const { purchases: texts } = useTexts();
  const shop = useShop();
  const client = useShopClient();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const order = useMutation(
    shop.purchases.order.mutationOptions({ onSuccess: onOrdered, onSettled: () => queries.invalidateQueries() }),
  );
  return (
    <div className="space-y-2">
      <div className="flex flex-wrap gap-2">
        <Button look="primary" isDisabled={order.isPending} onPress={() => order.mutate({ id, version })}>
          {texts.order}
        </Button>
        <DeleteButton
          what={texts.title(number)}
          remove={() => client.purchases.delete.mutate({ id })}
          onDone={() => navigate({ to: '/purchases' })}
        />
      </div>
      <Refusal error={order.error} />
    </div>
  );
}

/** Cancels what has not arrived. */
export function CancelForm({ purchase: { id, version } }: { purchase: Purchase }) {
  const { purchases: texts } = useTexts();
  const shop = useShop();
  const queries = useQueryClient();
  const cancel = useMutation(shop.purchases.cancel.mutationOptions({ onSettled: () => queries.invalidateQueries() }));
  return (
    <ReasonForm
      title={texts.cancel}
      label={texts.reason}
      running={cancel}
      run={(reason) => cancel.mutate({ id, version, reason: reason.trim() || undefined })}
    />
  );
}
