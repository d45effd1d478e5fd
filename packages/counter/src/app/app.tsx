import type { ShopClient } from '@mechanic-shop/client';
import { type QueryClient, QueryClientProvider, useQuery } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { type ReactNode, useEffect, useMemo, useState } from 'react';
import { I18nProvider } from 'react-aria-components/I18nProvider';
import type { Texts } from '../i18n/en.ts';
import { TranslationProvider, loadTexts, useTexts, useTranslation } from '../i18n/i18n.tsx';
import { type Language, chooseLanguage, localeOf } from '../i18n/language.ts';
import type { BrowserSession } from '../shop/session.ts';
import { SETTINGS_MS, ShopProvider, useShop } from '../shop/shop.ts';
import { Refusal } from '../ui/refusal.tsx';
import { AccountProvider } from './account.tsx';
import { FormatContext, formatFor } from './format.tsx';
import type { createAppRouter } from './router.tsx';

type AppRouter = ReturnType<typeof createAppRouter>;

/** What the app works with. */
export interface Parts {
  session: BrowserSession;
  router: AppRouter;
  shop: ShopClient;
  queries: QueryClient;
}

export interface Translated {
  language: Language;
  texts: Texts;
}

export function App({ parts, start }: { parts: Parts; start: Translated }) {
  const { session, router, shop, queries } = parts;
  return (
    <InLanguage start={start}>
      <QueryClientProvider client={queries}>
        <ShopProvider trpcClient={shop} queryClient={queries}>
          <InShop>
            <AccountProvider session={session}>
              <RouterProvider router={router} />
            </AccountProvider>
          </InShop>
        </ShopProvider>
      </QueryClientProvider>
    </InLanguage>
  );
}

function InLanguage({ start, children }: { start: Translated; children: ReactNode }) {
  const [translated, setTranslated] = useState(start);
  const { language } = translated;
  useEffect(() => {
    document.documentElement.lang = language;
  }, [language]);
  const translation = useMemo(() => {
    const setLanguage = (next: Language): void => {
      chooseLanguage(next);
      void loadTexts(next).then((texts) => setTranslated({ language: next, texts }));
    };
    return { ...translated, setLanguage };
  }, [translated]);
  return (
    <I18nProvider locale={localeOf(language)}>
      <TranslationProvider value={translation}>{children}</TranslationProvider>
    </I18nProvider>
  );
}

/** How long to wait with the settings, after the client's own retries. */
const AGAIN_MS = 3000;

/** Waits for the shop's settings, which say how money and times are shown. */
function InShop({ children }: { children: ReactNode }) {
  const { language } = useTranslation();
  const { app } = useTexts();
  const settings = useQuery({
    ...useShop().shop.get.queryOptions(undefined, { staleTime: SETTINGS_MS }),
    // No view is there yet that is read again once the server answers.
    refetchInterval: ({ state }) => (state.error === null ? false : AGAIN_MS),
  });
  const format = useMemo(
    () => settings.data && { ...formatFor(localeOf(language), settings.data), shop: settings.data },
    [settings.data, language],
  );
  useEffect(() => {
    if (settings.data) document.title = settings.data.name;
  }, [settings.data]);
  if (format) return <FormatContext value={format}>{children}</FormatContext>;
  return <main className="p-6">{settings.error ? <Refusal error={settings.error} /> : <p>{app.loading}</p>}</main>;
}
