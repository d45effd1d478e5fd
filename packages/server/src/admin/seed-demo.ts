import type { Command } from 'commander';
import { seedDemo } from '../demo/seed.ts';
import { demoAccounts } from '../features/accounts/demo-people.ts';
import { migrateDatabase } from '../platform/db/migrate.ts';
import { persistentSettings, withServerStopped, withShop } from './database.ts';
import { type Io, print } from './io.ts';

/** `seed-demo`: fills a database with the shop that `npm start` shows. */
export function addSeedDemo(program: Command, io: Io): void {
  program
    .command('seed-demo')
    .description('fill an empty database with a demo shop; the server must be stopped')
    .action(async () => {
      const settings = persistentSettings(io);
      await withServerStopped(settings, async () => {
        await migrateDatabase(settings.database.url);
        await withShop(settings, { orCreate: false }, seedDemo);
      });
      print(io, 'The database now holds the demo shop. Its passwords are public: serve it on this machine only.');
      print(io, ...demoAccounts.map(({ email, password, role }) => `  ${email}  ${password}  (${role})`));
    });
}
