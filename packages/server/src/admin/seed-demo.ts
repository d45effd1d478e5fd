import type { Command } from 'commander';
import { seedDemo } from '../demo/seed.ts';
import { demoAccounts } from '../features/accounts/demo-people.ts';
import { migrateDatabase } from '../platform/db/migrate.ts';
import { lastingDatabase, whileStopped, withShop } from './database.ts';
import { type Io, print } from './io.ts';

/** `seed-demo`: the shop that `npm start` shows, in a database of one's own. */
export function addSeedDemo(program: Command, io: Io): void {
  program
    .command('seed-demo')
    .description('fill an empty database with a demo shop; the server must be stopped')
    .action(async () => {
      const settings = lastingDatabase(io);
      await whileStopped(settings, async () => {
        await migrateDatabase(settings.database.url);
        await withShop(settings, { orCreate: false }, seedDemo);
      });
      print(io, 'The database holds the demo shop now. Everybody knows its passwords: serve it to this machine only.');
      print(io, ...demoAccounts.map(({ email, password, role }) => `  ${email}  ${password}  (${role})`));
    });
}
