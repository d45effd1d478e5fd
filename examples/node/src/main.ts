import { createShopClient, isShopError, isShopUnreachable } from '@mechanic-shop/client';

const url = process.env.SHOP_URL ?? 'http://127.0.0.1:4000';
const shop = createShopClient({ url });

try {
  const { account } = await shop.auth.login.mutate({ email: 'customer@demo.example', password: 'demo-spanner' });
  console.log(`Hello ${account.firstName}.`);

  const ticket = await shop.tickets.create.mutate({ description: 'The brakes squeal.' });
  console.log(`Ticket ${ticket.id} is ${ticket.status}.`);

  await shop.tickets.setStatus.mutate({ id: ticket.id, status: 'in_progress' });
} catch (error) {
  if (isShopError(error, 'ROLE_REQUIRED')) console.log(`Only a ${error.data.details.role} may do that.`);
  else if (isShopError(error)) console.log(`Refused: ${error.data.reason}, ${error.message}`);
  else if (isShopUnreachable(error)) console.log(`No answer: ${error.kind}, ${error.message}`);
  else throw error;
}
