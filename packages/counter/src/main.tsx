import './intl.ts';
import { createRoot } from 'react-dom/client';
import { App } from './app/app.tsx';
import { createAppRouter } from './app/router.tsx';
import { Waiting, orSay } from './app/waiting.tsx';
import { readBoard } from './features/board/tickets.ts';
import { loadTexts } from './i18n/i18n.tsx';
import { preferredLanguage } from './i18n/language.ts';
import { createConnection } from './shop/connection.ts';
import { ownsTab } from './shop/own-tab.ts';
import { createQueries } from './shop/queries.ts';
import { createSessionWatch } from './shop/session-watch.ts';
import { browserSession } from './shop/session.ts';
import { SETTINGS_MS, connectShop, shopQueries } from './shop/shop.ts';

const root = document.getElementById('root');
if (root) {
  const language = preferredLanguage();
  const loading = loadTexts(language);
  const connection = createConnection();
  const view = createRoot(root);
  const owns = await orSay(ownsTab(), async (isAnswered) => {
    const { app } = await loading;
    if (!isAnswered()) view.render(<Waiting language={language} text={app.askingTabs} />);
  });
  const session = browserSession({ ownsTab: owns });
  const shop = connectShop(session);
  const queries = createQueries(connection, createSessionWatch(session, shop));
  // Every view waits for the settings, and staff begin with the board: both are read while the texts arrive.
  const read = shopQueries(shop, queries);
  const settings = queries.query(read.shop.get.queryOptions(undefined, { staleTime: SETTINGS_MS }));
  // The app shows what fails.
  settings.catch(() => {});
  const role = session.account()?.role;
  const isBoard = role !== undefined && role !== 'customer' && location.pathname === '/' && location.search === '';
  if (isBoard) void readBoard(read, queries);
  // The router is made while the server answers, not before it is asked.
  const texts = await loading;
  const router = createAppRouter(connection);
  // The board is in the first script: matched before it is drawn, it is drawn at once. Other views are loaded by the app.
  if (isBoard) await router.load();
  const start = { language, texts };
  view.render(<App parts={{ session, router, shop, queries }} start={start} />);
}
