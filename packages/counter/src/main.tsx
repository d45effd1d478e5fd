import { createRoot } from 'react-dom/client';
import { App } from './app/app.tsx';
import { loadTexts } from './i18n/i18n.tsx';
import { preferredLanguage } from './i18n/language.ts';
import { createConnection } from './shop/connection.ts';
import { ownsTab } from './shop/own-tab.ts';
import { createQueries } from './shop/queries.ts';
import { createSessionWatch } from './shop/session-watch.ts';
import { browserSession } from './shop/session.ts';
import { connectShop } from './shop/shop.ts';

const root = document.getElementById('root');
if (root) {
  const language = preferredLanguage();
  const session = browserSession({ ownsTab: await ownsTab() });
  const connection = createConnection();
  const shop = connectShop(session);
  const queries = createQueries(connection, createSessionWatch(session, shop));
  const start = { language, texts: await loadTexts(language) };
  createRoot(root).render(<App parts={{ session, connection, shop, queries }} start={start} />);
}
