// The owner checks the shop, invites a mechanic, and receives a delivery.
import { isShopError } from '@mechanic-shop/client';
import { demoOwner, newEmail, play, url, visitor } from './play.ts';
import { chapter, money, say, showStock } from './show.ts';

await play(async () => {
  const shop = visitor();
  say(`The owner at ${url}`);

  chapter('She logs in and sees who does how much');
  const { account } = await shop.auth.login.mutate(demoOwner);
  say(`  ${account.firstName} ${account.lastName}, ${account.role}`);
  const { items: ranking } = await shop.mechanics.ranking.query({ limit: 3 });
  for (const { mechanic, ticketCount } of ranking) {
    say(`  ${mechanic.firstName} ${mechanic.lastName}: ${ticketCount} tickets`);
  }

  chapter('Only she sees what they earn');
  const { items: records } = await shop.mechanics.records.query({ active: true, limit: 5 });
  for (const { firstName, lastName, salaryCents } of records) {
    say(`  ${firstName} ${lastName}: ${salaryCents === null ? 'not agreed yet' : money(salaryCents)} a year`);
  }

  chapter('She invites a mechanic; the code works once');
  const email = newEmail('rosa.blum');
  const invite = await shop.invites.create.mutate({ role: 'mechanic', email, expiresInHours: 24 });
  const newcomer = visitor();
  const registration = {
    accountType: 'mechanic',
    inviteCode: invite.code,
    email,
    password: 'rosa knows her tools',
    firstName: 'Rosa',
    lastName: 'Blum',
    specialty: 'Hybrid drives',
  } as const;
  const joined = await newcomer.auth.register.mutate(registration);
  say(`  ${joined.account.firstName} ${joined.account.lastName} joined as ${joined.account.role}`);
  try {
    await visitor().auth.register.mutate({ ...registration, email: newEmail('impostor') });
  } catch (error) {
    if (!isShopError(error, 'INVALID_INVITE')) throw error;
    say('  a second use of the code is refused');
  }

  chapter('A delivery arrives');
  const { items } = await shop.inventory.list.query({ search: 'engine oil 5w-30', limit: 1 });
  const [oil] = items;
  if (!oil) throw new Error('The shop sells no engine oil: start with a fresh demo shop.');
  showStock(oil);
  showStock(await shop.inventory.adjust.mutate({ id: oil.id, delta: 12, note: 'Delivery note 20991' }));
  const { items: ledger } = await shop.inventory.movements.query({ partId: oil.id, limit: 3 });
  for (const { kind, delta, quantityAfter, note } of ledger) {
    say(`  ${kind} ${delta > 0 ? '+' : ''}${delta}, then ${quantityAfter}${note === null ? '' : ` (${note})`}`);
  }

  chapter('Rosa leaves again, before her first ticket');
  say(`  ${(await shop.mechanics.delete.mutate({ id: joined.account.id })).message}`);
  await shop.auth.logout.mutate();
});
