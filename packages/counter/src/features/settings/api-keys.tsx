import type { ApiKey } from '@mechanic-shop/client';
import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useFormat } from '../../app/format.tsx';
import { useTexts } from '../../i18n/i18n.tsx';
import { useShop, useShopClient } from '../../shop/shop.ts';
import { Button } from '../../ui/button.tsx';
import { CopyDialog } from '../../ui/copy-dialog.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import type { FieldsOf } from '../../ui/form/fields.ts';
import { line, wholeOrNull, words } from '../../ui/form/kinds.ts';
import { NewForm } from '../../ui/form/record-form.tsx';
import { More, paged, rowsOf } from '../../ui/pages.tsx';
import { Refusal } from '../../ui/refusal.tsx';
import { Table } from '../../ui/table.tsx';

/** The keys of programs that call the shop. */
export function ApiKeySettings() {
  const { app, keys: texts, settings } = useTexts();
  const { instant } = useFormat();
  const [isOpen, setOpen] = useState(false);
  const [shown, setShown] = useState<string>();
  const keys = useInfiniteQuery(useShop().apiKeys.list.infiniteQueryOptions({ limit: 50 }, paged));
  const orNever = (at: string | null): string => (at === null ? texts.never : instant(at));
  return (
    <div className="space-y-3">
      <Button look="primary" onPress={() => setOpen(true)}>
        {texts.new}
      </Button>
      <Refusal error={keys.error} />
      {keys.data && (
        <Table
          label={settings.pages.keys}
          rows={rowsOf(keys)}
          empty={app.nothingYet}
          columns={[
            { name: texts.name, cell: ({ name }) => name },
            { name: texts.calls, cell: ({ scopes }) => <p className="min-w-32 wrap-anywhere">{scopes.join(', ')}</p> },
            { name: texts.created, whole: true, cell: ({ createdAt }) => instant(createdAt) },
            { name: texts.used, cell: ({ lastUsedAt }) => orNever(lastUsedAt) },
            { name: texts.expires, cell: ({ expiresAt }) => orNever(expiresAt) },
            { name: texts.revoke, buttons: true, cell: (key) => <Revoke apiKey={key} /> },
          ]}
        />
      )}
      <More list={keys} />
      {isOpen && (
        <NewKey
          onKey={(key) => {
            setOpen(false);
            setShown(key);
          }}
          onClose={() => setOpen(false)}
        />
      )}
      {shown !== undefined && (
        <CopyDialog title={texts.key} value={shown} note={texts.once} onClose={() => setShown(undefined)} />
      )}
    </div>
  );
}

function Revoke({ apiKey: { id, revokedAt } }: { apiKey: ApiKey }) {
  const { keys: texts } = useTexts();
  const { instant } = useFormat();
  const shop = useShop();
  const queries = useQueryClient();
  const revoke = useMutation(
    shop.apiKeys.revoke.mutationOptions({ onSettled: () => queries.invalidateQueries(shop.apiKeys.pathFilter()) }),
  );
  if (revokedAt !== null) return texts.revoked(instant(revokedAt));
  return (
    <>
      <Button look="danger" isDisabled={revoke.isPending} onPress={() => revoke.mutate({ id })}>
        {texts.revoke}
      </Button>
      <Refusal error={revoke.error} />
    </>
  );
}

interface NewKeyValues {
  name: string;
  scopes: string[];
  expiresInDays: number | null;
}

function NewKey({ onKey, onClose }: { onKey: (key: string) => void; onClose: () => void }) {
  const { keys: texts } = useTexts();
  const shop = useShopClient();
  const fields: FieldsOf<NewKeyValues> = {
    name: { label: texts.name, kind: line(100), wide: true },
    scopes: { label: texts.scopes, kind: words, wide: true },
    expiresInDays: { label: texts.days, kind: wholeOrNull },
  };
  return (
    <Dialog title={texts.new} onClose={onClose}>
      <NewForm
        label={texts.new}
        fields={fields}
        start={{ name: '', scopes: ['*:read'], expiresInDays: 365 }}
        create={(values) => shop.apiKeys.create.mutate(values)}
        onDone={({ key }) => onKey(key)}
        onCancel={onClose}
      />
    </Dialog>
  );
}
