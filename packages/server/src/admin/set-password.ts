import { Email } from '@mechanic-shop/shared';
import type { Command } from 'commander';
import type { Shop } from '../core/shop.ts';
import { findLogin } from '../features/accounts/accounts.ts';
import { replacePassword } from '../features/accounts/replace-password.ts';
import { lastingDatabase, withShop } from './database.ts';
import { Failure } from './failure.ts';
import { type Io, print } from './io.ts';
import { as } from './option.ts';
import { readNewPassword } from './read-password.ts';

async function setPassword(shop: Shop, email: string, password: string): Promise<number> {
  const passwordHash = await shop.passwords.hash(password);
  return shop.database.write(async (tx) => {
    const login = await findLogin(tx, email);
    if (!login) throw new Failure(`Nobody logs in with ${email}: check the e-mail.`);
    return replacePassword(tx, shop, login.id, passwordHash);
  });
}

/** `set-password`: the way back in when no admin can help. */
export function addSetPassword(program: Command, io: Io): void {
  program
    .command('set-password')
    .description('set the password of an account and end its sessions; it comes from the terminal or standard input')
    .requiredOption('--email <e-mail>', 'the e-mail that the account logs in with', as(Email))
    .action(async ({ email }: { email: string }) => {
      const settings = lastingDatabase(io);
      const password = await readNewPassword(io, email);
      const ended = await withShop(settings, { orCreate: false }, (shop) => setPassword(shop, email, password));
      print(io, `The password of ${email} is set; sessions ended: ${ended}.`);
    });
}
