// Draws the terminal pictures of the documentation from the command's output: `pnpm docs:pictures`.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runShop } from '../../packages/client/src/cli/testing/run-shop.ts';
import { scratchFolder, startScript } from '../../packages/server/src/demo/testing.ts';
import { DEMO_PASSWORD, MECHANIC } from '../../packages/server/src/features/accounts/demo-people.ts';
import { terminalPicture } from './svg.ts';

const root = join(import.meta.dirname, '../..');
const target = join(root, 'docs/pictures');
const COLUMNS = 108;

interface Picture {
  name: string;
  title: string;
  /** The command lines after `shop`, in sequence; words with spaces are quoted. */
  lines: string[];
}

const pictures: Picture[] = [
  {
    name: 'tickets',
    title: 'The open tickets of the shop, as a table',
    lines: ['tickets list --limit 8', 'tickets show 125'],
  },
  {
    name: 'parts',
    title: 'Parts are reserved for a ticket and never promised twice',
    lines: [
      "parts list --search 'brake pads front' --in-stock --limit 5",
      'tickets add-part 125 170 --quantity 1',
      'parts history 170 --limit 3',
      'tickets add-part 125 170 --quantity 50',
    ],
  },
];

function wordsOf(line: string): string[] {
  return [...line.matchAll(/'([^']*)'|(\S+)/g)].map(([, quoted, bare]) => quoted ?? bare ?? '');
}

const folder = scratchFolder();
const server = await startScript(join(root, 'packages/server/src/demo/main.ts'), {
  args: [folder.file('demo.db')],
  env: { PORT: '0' },
});
const env = { SHOP_URL: server.url, SHOP_PASSWORD: DEMO_PASSWORD, XDG_CONFIG_HOME: folder.path };

try {
  await runShop(['login', '--email', MECHANIC.email], { env });
  mkdirSync(target, { recursive: true });
  for (const { name, title, lines } of pictures) {
    const shown: string[] = [];
    for (const line of lines) {
      const { out, err } = await runShop(wordsOf(line), { env, terminal: COLUMNS });
      shown.push(`\u001B[32m$\u001B[39m \u001B[1mshop ${line}\u001B[22m`, ...`${out}${err}`.trimEnd().split('\n'), '');
    }
    writeFileSync(join(target, `${name}.svg`), terminalPicture(title, shown.slice(0, -1)));
  }
} finally {
  await server.stop();
  folder.remove();
}
