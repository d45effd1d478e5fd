import '../intl.ts';
import { createShopClient } from '@mechanic-shop/client';
import { createRoot } from 'react-dom/client';
import { localeOf, preferredLanguage } from '../i18n/language.ts';
import { LinkPage } from './link-page.tsx';
import { LinkTextsContext, linkTexts } from './texts.ts';

const root = document.getElementById('root');
if (root) {
  const language = preferredLanguage();
  document.documentElement.lang = language;
  const texts = linkTexts(language);
  const [, , code = ''] = location.pathname.split('/');
  createRoot(root).render(
    <LinkTextsContext value={texts}>
      <LinkPage shop={createShopClient({ url: '/' })} code={code} locale={localeOf(language)} />
    </LinkTextsContext>,
  );
}
