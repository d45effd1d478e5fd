import type { Shop } from '@mechanic-shop/client';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { parseCents, parseDecimal, typedCents } from '../../app/format.tsx';
import { useTexts } from '../../i18n/i18n.tsx';
import { useShop } from '../../shop/shop.ts';
import { Button } from '../../ui/button.tsx';
import { Checkbox, TextArea, TextField } from '../../ui/field.tsx';
import { Refusal } from '../../ui/refusal.tsx';

/** What the shop prints on documents and reckons with; admins change it. */
export function SettingsPage() {
  const { app, nav } = useTexts();
  const shop = useQuery(useShop().shop.get.queryOptions());
  return (
    <div className="mx-auto max-w-2xl space-y-3 p-3 sm:p-4">
      <h1 className="text-xl font-semibold">{nav.settings}</h1>
      {shop.error ? <Refusal error={shop.error} /> : !shop.data && <p>{app.loading}</p>}
      {shop.data && <SettingsForm saved={shop.data} />}
    </div>
  );
}

function typedFrom(shop: Shop) {
  return {
    name: shop.name,
    address: shop.address ?? '',
    phone: shop.phone ?? '',
    email: shop.email ?? '',
    taxNumber: shop.taxNumber ?? '',
    laborRate: typedCents(shop.laborRateCents),
    partsPercent: String(shop.taxes.partsPercent),
    laborPercent: String(shop.taxes.laborPercent),
    subletPercent: String(shop.taxes.subletPercent),
    feesPercent: String(shop.taxes.feesPercent),
    estimateDays: String(shop.estimateDays),
    paymentDays: String(shop.paymentDays),
    documentNote: shop.documentNote ?? '',
  };
}

type Typed = ReturnType<typeof typedFrom>;

/** The input that saves what is typed; undefined while a number is not valid. */
function inputOf(typed: Typed) {
  const taxes = {
    partsPercent: parseDecimal(typed.partsPercent),
    laborPercent: parseDecimal(typed.laborPercent),
    subletPercent: parseDecimal(typed.subletPercent),
    feesPercent: parseDecimal(typed.feesPercent),
  };
  const [laborRateCents, estimateDays, paymentDays] = [
    parseCents(typed.laborRate),
    parseDecimal(typed.estimateDays),
    parseDecimal(typed.paymentDays),
  ];
  const { partsPercent, laborPercent, subletPercent, feesPercent } = taxes;
  if (partsPercent === undefined || laborPercent === undefined) return undefined;
  if (subletPercent === undefined || feesPercent === undefined) return undefined;
  if (laborRateCents === undefined || estimateDays === undefined || paymentDays === undefined) return undefined;
  const orNull = (text: string): string | null => (text.trim() === '' ? null : text);
  return {
    name: typed.name,
    address: orNull(typed.address),
    phone: orNull(typed.phone),
    email: orNull(typed.email),
    taxNumber: orNull(typed.taxNumber),
    documentNote: orNull(typed.documentNote),
    laborRateCents,
    taxes: { partsPercent, laborPercent, subletPercent, feesPercent },
    estimateDays,
    paymentDays,
  };
}

const texts = ['name', 'phone', 'email', 'taxNumber'] as const;
const numbers = [
  'laborRate',
  'partsPercent',
  'laborPercent',
  'subletPercent',
  'feesPercent',
  'estimateDays',
  'paymentDays',
] as const;

function SettingsForm({ saved }: { saved: Shop }) {
  const { settings, app, errors } = useTexts();
  const shop = useShop();
  const queries = useQueryClient();
  const [base, setBase] = useState(saved);
  const [typed, setTyped] = useState(() => typedFrom(saved));
  const [approvalRequired, setApprovalRequired] = useState(saved.approvalRequired);
  const save = useMutation(
    shop.shop.update.mutationOptions({
      onSuccess: (after) => {
        setBase(after);
        queries.setQueryData(shop.shop.get.queryKey(), after);
      },
    }),
  );
  const input = inputOf(typed);
  const field = (name: keyof Typed) => ({
    label: settings[name],
    value: typed[name],
    onChange: ({ target }: { target: { value: string } }) => setTyped({ ...typed, [name]: target.value }),
  });
  return (
    <form
      className="card space-y-3 p-3"
      onSubmit={(event) => {
        event.preventDefault();
        if (input) save.mutate({ ...input, approvalRequired, version: base.version });
      }}
    >
      <div className="grid gap-3 sm:grid-cols-2">
        {texts.map((name) => (
          <TextField key={name} {...field(name)} />
        ))}
      </div>
      <TextArea {...field('address')} />
      <div className="grid grid-cols-2 gap-3 sm:grid-cols-3">
        {numbers.map((name) => (
          <TextField key={name} inputMode="decimal" {...field(name)} />
        ))}
      </div>
      <Checkbox
        label={settings.approvalRequired}
        checked={approvalRequired}
        onChange={({ target }) => setApprovalRequired(target.checked)}
      />
      <TextArea {...field('documentNote')} />
      {!input && <p className="text-bad text-sm">{errors.number}</p>}
      <Refusal error={save.error} />
      <Button type="submit" look="primary" isDisabled={save.isPending || !input}>
        {app.save}
      </Button>
      <p role="status">{save.isSuccess && settings.saved}</p>
    </form>
  );
}
