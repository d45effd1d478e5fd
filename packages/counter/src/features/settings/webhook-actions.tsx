import type { Webhook } from '@mechanic-shop/client';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useFormat } from '../../app/format.tsx';
import { useTexts } from '../../i18n/i18n.tsx';
import { useShop, useShopClient } from '../../shop/shop.ts';
import { Button } from '../../ui/button.tsx';
import { DeleteButton } from '../../ui/delete-button.tsx';
import { Refusal } from '../../ui/refusal.tsx';

interface Props {
  webhook: Webhook;
  onSecret(secret: string): void;
  onClose(): void;
}

/** Tests a webhook, gives it a new secret, deletes it, and shows what was sent to it. */
export function WebhookActions({ webhook: { id, url }, onSecret, onClose }: Props) {
  const { webhooks: texts } = useTexts();
  const shop = useShop();
  const client = useShopClient();
  const queries = useQueryClient();
  const test = useMutation(
    shop.webhooks.test.mutationOptions({ onSettled: () => queries.invalidateQueries(shop.webhooks.pathFilter()) }),
  );
  const rotate = useMutation(
    shop.webhooks.rotateSecret.mutationOptions({ onSuccess: ({ secret }) => onSecret(secret) }),
  );
  return (
    <div className="space-y-3">
      <div className="flex flex-wrap gap-2">
        <Button isDisabled={test.isPending} onPress={() => test.mutate({ id })}>
          {texts.test}
        </Button>
        <Button isDisabled={rotate.isPending} onPress={() => rotate.mutate({ id })}>
          {texts.rotate}
        </Button>
        <DeleteButton what={url} remove={() => client.webhooks.delete.mutate({ id })} onDone={onClose} />
      </div>
      <p role="status">
        {test.data && texts.tested(texts.statuses[test.data.status])} {test.data?.error}
      </p>
      <Refusal error={test.error ?? rotate.error} />
      <Deliveries webhookId={id} />
    </div>
  );
}

function Deliveries({ webhookId }: { webhookId: number }) {
  const { app, webhooks: texts } = useTexts();
  const { instant } = useFormat();
  const shop = useShop();
  const queries = useQueryClient();
  const deliveries = useQuery(shop.webhooks.deliveries.queryOptions({ id: webhookId, limit: 20 }));
  const redeliver = useMutation(
    shop.webhooks.redeliver.mutationOptions({ onSettled: () => queries.invalidateQueries(shop.webhooks.pathFilter()) }),
  );
  return (
    <section aria-labelledby="deliveries" className="space-y-1">
      <h3 id="deliveries" className="font-medium">
        {texts.deliveries}
      </h3>
      <Refusal error={deliveries.error ?? redeliver.error} />
      {deliveries.data?.items.length === 0 && <p className="text-muted">{app.nothingYet}</p>}
      <ul className="space-y-1 text-sm">
        {deliveries.data?.items.map(({ id, at, kind, status, attempts, httpStatus, error }) => (
          <li key={id} className="flex flex-wrap items-center gap-x-2">
            <span className="text-muted">{instant(at)}</span> {kind} {texts.statuses[status]} {httpStatus}
            <span className="text-muted">{texts.attempts(attempts)}</span>
            {error !== null && <span className="text-bad wrap-anywhere">{error}</span>}
            {status !== 'delivered' && (
              <Button isDisabled={redeliver.isPending} onPress={() => redeliver.mutate({ deliveryId: id })}>
                {texts.again}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
