import { demoAccounts } from '../features/accounts/demo-people.ts';

const DEFAULT_URL = 'http://127.0.0.1:4000';

/** The text printed when the demo is up: its address, its accounts, what to try. */
export function banner(url: string, file: string): string {
  // Scripts and the shop command use the default address by themselves.
  const where = url === DEFAULT_URL ? '' : `SHOP_URL=${url} `;
  const width = Math.max(...demoAccounts.map(({ email }) => email.length));
  return [
    '',
    `The demo shop is open at ${url}`,
    'Open that address in a browser, and log in with one click.',
    `Its data is in ${file}; delete that file to start over.`,
    '',
    'Log in as',
    ...demoAccounts.map(({ email, password, role }) => `  ${email.padEnd(width)}  ${password}  (${role})`),
    '',
    'Try in another terminal, in this folder',
    `  ${where}./shop login --email ${demoAccounts[1].email}`,
    `  ${where}./shop tickets list --status open`,
    `  ${where}npx -y -p node@26 node demos/a-day-at-the-shop.ts`,
    `  curl ${url}/trpc/inventory.list`,
    '',
    `The API is described at ${url}/docs.`,
    '',
    'Press Ctrl-C to stop the shop.',
    '',
  ].join('\n');
}
