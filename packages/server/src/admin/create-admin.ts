import { Email, FirstName, LastName } from '@mechanic-shop/shared';
import type { Command } from 'commander';
import * as mechanics from '../features/mechanics/service.ts';
import { lastingDatabase, withShop } from './database.ts';
import { type Io, print } from './io.ts';
import { as } from './option.ts';
import { readNewPassword } from './read-password.ts';

interface Options {
  email: string;
  firstName: string;
  lastName: string;
}

/** `create-admin`: how the first admin comes to be. */
export function addCreateAdmin(program: Command, io: Io): void {
  program
    .command('create-admin')
    .description('make an account with all rights; the password comes from the terminal or standard input')
    .requiredOption('--email <e-mail>', 'the e-mail to log in with', as(Email))
    .requiredOption('--first-name <name>', 'the first name', as(FirstName))
    .requiredOption('--last-name <name>', 'the last name', as(LastName))
    .action(async ({ email, firstName, lastName }: Options) => {
      const settings = lastingDatabase(io);
      const password = await readNewPassword(io, email);
      const { id } = await withShop(settings, { orCreate: true }, (shop) => {
        const { read, write } = shop.database;
        return mechanics.create({ shop, read, write }, { email, password, firstName, lastName, role: 'admin' });
      });
      print(io, `${firstName} ${lastName} <${email}> is an admin now, with the id ${id}.`);
    });
}
