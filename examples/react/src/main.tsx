import { createRoot } from 'react-dom/client';
import { Account } from './account.tsx';
import { MyTickets } from './my-tickets.tsx';
import { ShopProvider } from './shop.tsx';
import { Stock } from './stock.tsx';
import { Workshop } from './workshop.tsx';

// The page gives the shop's address: <div id="root" data-shop="/"></div> if both share an origin.
const root = document.getElementById('root');
if (root) {
  createRoot(root).render(
    <ShopProvider url={root.dataset['shop'] ?? 'http://127.0.0.1:4000'}>
      <Stock />
      <Account customer={<MyTickets />} staff={<Workshop />} />
    </ShopProvider>,
  );
}
