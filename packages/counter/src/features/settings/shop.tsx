import type { RouterInputs, Shop } from '@mechanic-shop/client';
import { useQuery } from '@tanstack/react-query';
import { useTexts } from '../../i18n/i18n.tsx';
import { useShop, useShopClient } from '../../shop/shop.ts';
import { EditForm } from '../../ui/form/record-form.tsx';
import { Refusal } from '../../ui/refusal.tsx';
import { type ShopValues, useShopFields } from './shop-fields.ts';

function valuesOf({ taxes, supplies, ...shop }: Shop): ShopValues {
  return { ...shop, ...taxes, suppliesPercent: supplies?.percent ?? null, suppliesCap: supplies?.capCents ?? null };
}

/** The input that saves changes over a version of the settings; taxes and supplies are saved as a whole. */
function inputOf(changes: Partial<ShopValues>, { version, taxes, supplies }: Shop): RouterInputs['shop']['update'] {
  const { partsPercent, laborPercent, subletPercent, feesPercent, suppliesPercent, suppliesCap, ...rest } = changes;
  const rates = { partsPercent, laborPercent, subletPercent, feesPercent };
  const changedRates = Object.entries(rates).filter(([, rate]) => rate !== undefined);
  const percent = suppliesPercent === undefined ? (supplies?.percent ?? null) : suppliesPercent;
  const capCents = suppliesCap === undefined ? (supplies?.capCents ?? null) : suppliesCap;
  const isSupplies = suppliesPercent !== undefined || suppliesCap !== undefined;
  return {
    version,
    ...rest,
    ...(changedRates.length > 0 ? { taxes: { ...taxes, ...Object.fromEntries(changedRates) } } : {}),
    ...(isSupplies ? { supplies: percent === null ? null : { percent, capCents } } : {}),
  };
}

/** What the shop prints on documents and reckons with. */
export function ShopSettings() {
  const { app, settings } = useTexts();
  const client = useShopClient();
  const fields = useShopFields();
  const shop = useQuery(useShop().shop.get.queryOptions());
  if (!shop.data) return shop.error ? <Refusal error={shop.error} /> : <p>{app.loading}</p>;
  return (
    <section aria-label={settings.pages.shop} className="card space-y-3 p-3">
      <EditForm
        label={settings.pages.shop}
        fields={fields}
        row={shop.data}
        read={valuesOf}
        update={(changes, row) => client.shop.update.mutate(inputOf(changes, row))}
      />
    </section>
  );
}
