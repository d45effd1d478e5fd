import { createShopClient } from '@mechanic-shop/client';
import { createRoot } from 'react-dom/client';
import { localeOf, preferredLanguage } from '../i18n/i18n.tsx';
import { LinkPage } from './link-page.tsx';
import { LinkTextsContext, loadLinkTexts } from './texts.ts';

const root = document.getElementById('root');
if (root) {
  const language = preferredLanguage();
  document.documentElement.lang = language;
  const texts = await loadLinkTexts(language);
  const [, , code = ''] = location.pathname.split('/');
  createRoot(root).render(
    <LinkTextsContext value={texts}>
      <LinkPage shop={createShopClient({ url: '/' })} code={code} locale={localeOf(language)} />
    </LinkTextsContext>,
  );
}
