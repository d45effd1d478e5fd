// Runs as a separate process for file-session.test.ts: calls the shop at argv[2] with the session file argv[3].
import { createShopClient } from '../../src/create-shop-client.ts';
import { fileSession } from '../../src/file-session.ts';

const [url = '', path = ''] = process.argv.slice(2);
const client = createShopClient({ url, session: fileSession(path) });
const answers = await Promise.all([1, 2, 3, 4, 5].map((id) => client.tickets.get.query({ id })));
process.stdout.write(JSON.stringify(answers));
