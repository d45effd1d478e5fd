// Runs as a separate process for session.test.ts. On each message it calls the shop at argv[2] five times in parallel,
// with the session file argv[3], and returns the account or the error.
import { createShopClient } from '../../src/create-shop-client.ts';
import { fileSession } from '../../src/file-session.ts';

const [url = '', path = ''] = process.argv.slice(2);
const client = createShopClient({ url, session: fileSession(path) });
const whoAmI = async () => (await client.auth.me.query()).id;

process.on('message', () => {
  Promise.all([1, 2, 3, 4, 5].map(whoAmI)).then(
    (ids) => process.send?.(ids),
    (error: unknown) => process.send?.(String(error)),
  );
});
