import { Email } from '@mechanic-shop/shared';
import type { Command } from 'commander';
import type { Shop } from '../core/shop.ts';
import { systemCall } from '../core/system-call.ts';
import { findLogin } from '../features/accounts/accounts.ts';
import { replacePassword } from '../features/accounts/replace-password.ts';
import { persistentSettings, withShop } from './database.ts';
import { Failure } from './failure.ts';
import { type Io, print } from './io.ts';
import { parseAs } from './option.ts';
import { readNewPassword } from './read-password.ts';

async function setPassword(shop: Shop, email: string, password: string): Promise<number> {
  const passwordHash = await shop.passwords.hash(password);
  return shop.database.write(async (tx) => {
    const login = await findLogin(tx, email);
    if (!login) throw new Failure(`No account logs in with ${email}: check the e-mail.`);
    return replacePassword(systemCall(shop, 'set-password'), tx, login, passwordHash);
  });
}

/** `set-password`: restores access when no admin can help. */
export function addSetPassword(program: Command, io: Io): void {
  program
    .command('set-password')
    .description('set the password of an account and end its sessions; it comes from the terminal or standard input')
    .requiredOption('--email <e-mail>', 'the e-mail of the account', parseAs(Email))
    .action(async ({ email }: { email: string }) => {
      const settings = persistentSettings(io);
      const password = await readNewPassword(io, email);
      const ended = await withShop(settings, { orCreate: false }, (shop) => setPassword(shop, email, password));
      print(io, `The password of ${email} was changed; sessions ended: ${ended}.`);
    });
}
