import type { Webhook } from '@mechanic-shop/client';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useFormat } from '../../app/format.tsx';
import { useTexts } from '../../i18n/i18n.tsx';
import { useShop, useShopClient } from '../../shop/shop.ts';
import { Button } from '../../ui/button.tsx';
import { CopyDialog } from '../../ui/copy-dialog.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import type { FieldsOf } from '../../ui/form/fields.ts';
import { check, line, lineOrNull, words } from '../../ui/form/kinds.ts';
import { EditForm, NewForm } from '../../ui/form/record-form.tsx';
import { More, paged, rowsOf } from '../../ui/pages.tsx';
import { Refusal } from '../../ui/refusal.tsx';
import { Table } from '../../ui/table.tsx';
import { WebhookActions } from './webhook-actions.tsx';

type WebhookValues = Pick<Webhook, 'url' | 'kinds' | 'description'>;

function useWebhookFields(): FieldsOf<WebhookValues> {
  const { webhooks: texts } = useTexts();
  return {
    url: { label: texts.url, kind: line(2000, { type: 'url' }), wide: true },
    kinds: { label: texts.kinds, kind: words, wide: true },
    description: { label: texts.description, kind: lineOrNull(200), wide: true },
  };
}

function useStateOf(): (webhook: Webhook) => string {
  const { webhooks: texts } = useTexts();
  const { instant } = useFormat();
  return ({ active, disabledBecause, failingSince }) => {
    if (!active) return [texts.off, disabledBecause].filter((one) => one !== null).join(': ');
    return failingSince === null ? texts.on : texts.failing(instant(failingSince));
  };
}

/** Where the shop sends its events. */
export function WebhookSettings() {
  const { app, webhooks: texts, settings } = useTexts();
  const stateOf = useStateOf();
  const [open, setOpen] = useState<Webhook | 'new'>();
  const [secret, setSecret] = useState<string>();
  const webhooks = useInfiniteQuery(useShop().webhooks.list.infiniteQueryOptions({ limit: 50 }, paged));
  const close = (): void => setOpen(undefined);
  const showSecret = (shown: string): void => {
    close();
    setSecret(shown);
  };
  return (
    <div className="space-y-3">
      <Button look="primary" onPress={() => setOpen('new')}>
        {texts.new}
      </Button>
      <Refusal error={webhooks.error} />
      {webhooks.data && (
        <Table
          label={settings.pages.webhooks}
          rows={rowsOf(webhooks)}
          empty={app.nothingYet}
          columns={[
            { name: texts.to, cell: ({ url }) => <p className="min-w-48 wrap-anywhere">{url}</p> },
            { name: texts.events, cell: ({ kinds }) => kinds.join(', ') },
            { name: texts.state, cell: stateOf },
            {
              name: app.edit,
              buttons: true,
              cell: (webhook) => <Button onPress={() => setOpen(webhook)}>{app.edit}</Button>,
            },
          ]}
        />
      )}
      <More list={webhooks} />
      {open === 'new' && <NewWebhook onSecret={showSecret} onClose={close} />}
      {open && open !== 'new' && <EditWebhook webhook={open} onSecret={showSecret} onClose={close} />}
      {secret !== undefined && (
        <CopyDialog title={texts.secret} value={secret} note={texts.once} onClose={() => setSecret(undefined)} />
      )}
    </div>
  );
}

interface FormProps {
  onSecret(secret: string): void;
  onClose(): void;
}

function NewWebhook({ onSecret, onClose }: FormProps) {
  const { webhooks: texts } = useTexts();
  const shop = useShopClient();
  return (
    <Dialog title={texts.new} onClose={onClose}>
      <NewForm
        label={texts.new}
        fields={useWebhookFields()}
        start={{ url: '', kinds: ['*'], description: null }}
        create={(values) => shop.webhooks.create.mutate(values)}
        onDone={({ secret }) => onSecret(secret)}
        onCancel={onClose}
      />
    </Dialog>
  );
}

function EditWebhook({ webhook, onSecret, onClose }: FormProps & { webhook: Webhook }) {
  const { webhooks: texts } = useTexts();
  const shop = useShopClient();
  const fields: FieldsOf<WebhookValues & Pick<Webhook, 'active'>> = {
    ...useWebhookFields(),
    active: { label: texts.active, kind: check },
  };
  return (
    <Dialog title={texts.edit} onClose={onClose}>
      <EditForm
        label={texts.edit}
        fields={fields}
        row={webhook}
        read={(row: Webhook) => row}
        update={(changes, { id, version }) => shop.webhooks.update.mutate({ id, version, ...changes })}
        onDone={onClose}
        onCancel={onClose}
      />
      <WebhookActions webhook={webhook} onSecret={onSecret} onClose={onClose} />
    </Dialog>
  );
}
