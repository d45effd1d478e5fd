import type { EstimateView, Shop, ShopClient } from '@mechanic-shop/client';
import { useEffect, useState } from 'react';
import { formatFor } from '../app/format.tsx';
import { RefusalWords } from '../ui/refusal-words.tsx';
import { AnswerForm } from './answer-form.tsx';
import { Answered } from './answered.tsx';
import { useLinkTexts } from './texts.ts';

interface Loaded {
  view: EstimateView;
  settings: Shop;
}

/** The page behind a link to an estimate, for customers without an account. */
export function LinkPage({ shop, code, locale }: { shop: ShopClient; code: string; locale: string }) {
  const texts = useLinkTexts();
  const [loaded, setLoaded] = useState<Loaded>();
  const [error, setError] = useState<unknown>();
  useEffect(() => {
    let isCurrent = true;
    Promise.all([shop.estimates.view.query({ code }), shop.shop.get.query()]).then(
      ([view, settings]) => isCurrent && setLoaded({ view, settings }),
      (failure: unknown) => isCurrent && setError(failure),
    );
    return () => {
      isCurrent = false;
    };
  }, [shop, code]);
  const name = loaded?.view.shop.name;
  useEffect(() => {
    if (name !== undefined) document.title = texts.title(name);
  }, [name, texts]);
  if (!loaded) {
    return (
      <main className="p-4">
        {error === undefined ? (
          texts.loading
        ) : (
          <RefusalWords error={error} texts={{ ...texts, unreachable: texts.unread }} />
        )}
      </main>
    );
  }
  const { view, settings } = loaded;
  const { estimate } = view;
  const format = formatFor(locale, { currency: estimate.currency, timeZone: view.shop.timeZone });
  return (
    <main className="mx-auto max-w-xl space-y-4 p-4">
      <Head view={view} />
      {estimate.message !== null && <p className="card p-3 whitespace-pre-line">{estimate.message}</p>}
      {estimate.status === 'sent' ? (
        <>
          <p>{texts.ask}</p>
          <AnswerForm
            estimate={estimate}
            rules={settings}
            format={format}
            send={async (answer) => {
              const answered = await shop.estimates.answer.mutate({ code, ...answer });
              setLoaded({ view: answered, settings });
            }}
          />
          <p className="text-muted text-sm">{texts.validUntil(format.instant(estimate.expiresAt))}</p>
        </>
      ) : (
        <Answered estimate={estimate} format={format} />
      )}
    </main>
  );
}

function Head({ view: { shop, ticketId, customerFirstName, vehicle, estimate } }: { view: EstimateView }) {
  const texts = useLinkTexts();
  return (
    <header className="space-y-2">
      <h1 className="text-xl font-semibold">{shop.name}</h1>
      {shop.phone !== null && (
        <a className="link" href={`tel:${shop.phone.replaceAll(' ', '')}`}>
          {shop.phone}
        </a>
      )}
      <p className="text-muted text-sm">{texts.number(ticketId, estimate.number)}</p>
      {vehicle && (
        <p className="font-medium">
          {vehicle.make} {vehicle.model} <span className="font-mono whitespace-nowrap">{vehicle.licensePlate}</span>
        </p>
      )}
      <p>{texts.greeting(customerFirstName)}</p>
    </header>
  );
}
