import { type Calls, mustSucceed } from './call.ts';
import { type Env, runAdmin } from './server.ts';

export const ADMIN = { email: 'owner@shop.test', password: 'a password for proofs' };

/** Creates a database with an admin, before any server uses it. */
export async function createShop(env: Env): Promise<void> {
  const name = ['--first-name', 'Olga', '--last-name', 'Owner'];
  const { status, text } = await runAdmin(env, ['create-admin', '--email', ADMIN.email, ...name], ADMIN.password);
  if (status !== 0) throw new Error(text);
}

interface Session {
  token: string;
  account: { id: number };
}

export function login(calls: Calls, url: string, account = ADMIN): Promise<Session> {
  return mustSucceed<Session>(calls.mutate(url, 'auth.login', account));
}

/** Creates a part with some in stock. */
export async function createPart(calls: Calls, url: string, token: string, quantity = 0): Promise<number> {
  const part = mustSucceed<{ id: number }>(
    calls.mutate(url, 'inventory.create', { name: 'Brake pad', priceCents: 4990, quantity }, { token }),
  );
  return (await part).id;
}

/** The problems that the doctor finds. */
export async function doctorFinds(env: Env): Promise<string[]> {
  const { status, text } = await runAdmin(env, ['doctor']);
  return status === 0
    ? []
    : [
        `doctor: ${text
          .split('\n')
          .filter((line) => !line.startsWith('ok'))
          .join(' ')}`,
      ];
}
