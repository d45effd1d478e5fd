import { createRoot } from 'react-dom/client';
import { Account } from './account.tsx';
import { MyTickets } from './my-tickets.tsx';
import { ShopProvider } from './shop.tsx';
import { Stock } from './stock.tsx';

// The page says where the shop is: <div id="root" data-shop="http://127.0.0.1:4000"></div>
const root = document.getElementById('root');
if (root) {
  createRoot(root).render(
    <ShopProvider url={root.dataset['shop'] ?? 'http://127.0.0.1:4000'}>
      <Stock />
      <Account>
        <MyTickets />
      </Account>
    </ShopProvider>,
  );
}
