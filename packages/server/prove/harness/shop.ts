import { type Calls, must } from './call.ts';
import { type Env, runAdmin } from './server.ts';

export const ADMIN = { email: 'owner@shop.test', password: 'a password for proofs' };

/** A database with an admin, before any server has it. */
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
  return must<Session>(calls.mutate(url, 'auth.login', account));
}

/** A part of which a few are in stock. */
export async function createPart(calls: Calls, url: string, token: string, quantity = 0): Promise<number> {
  const part = must<{ id: number }>(
    calls.mutate(url, 'inventory.create', { name: 'Brake pad', priceCents: 4990, quantity }, { token }),
  );
  return (await part).id;
}

/** What the operator's doctor says, where it finds something wrong. */
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
