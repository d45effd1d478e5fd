import { Email, FirstName, LastName } from '@mechanic-shop/shared';
import type { Command } from 'commander';
import { systemCall } from '../core/system-call.ts';
import * as mechanics from '../features/mechanics/service.ts';
import { persistentSettings, withShop } from './database.ts';
import { type Io, print } from './io.ts';
import { parseAs } from './option.ts';
import { readNewPassword } from './read-password.ts';

interface Options {
  email: string;
  firstName: string;
  lastName: string;
}

/** `create-admin`: creates the first admin. */
export function addCreateAdmin(program: Command, io: Io): void {
  program
    .command('create-admin')
    .description('create an account with all rights; the password is read from the terminal or standard input')
    .requiredOption('--email <e-mail>', 'the e-mail to log in with', parseAs(Email))
    .requiredOption('--first-name <name>', 'the first name', parseAs(FirstName))
    .requiredOption('--last-name <name>', 'the last name', parseAs(LastName))
    .action(async ({ email, firstName, lastName }: Options) => {
      const settings = persistentSettings(io);
      const password = await readNewPassword(io, email);
      const { id } = await withShop(settings, { orCreate: true }, (shop) =>
        mechanics.create(systemCall(shop, 'create-admin'), { email, password, firstName, lastName, role: 'admin' }),
      );
      print(io, `${firstName} ${lastName} <${email}> is now an admin with the id ${id}.`);
    });
}
