import type { Role } from '@mechanic-shop/client';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useTexts } from '../i18n/i18n.tsx';
import type { BrowserSession } from '../shop/session.ts';
import { useShop } from '../shop/shop.ts';
import { Button } from '../ui/button.tsx';
import { Refusal } from '../ui/refusal.tsx';
import { useFormat } from './format.tsx';
import { LanguageSelect } from './language-select.tsx';
import { LoginForm } from './login-form.tsx';

interface DemoAccount {
  email: string;
  password: string;
  role: Role;
  firstName: string;
  lastName: string;
}

async function readDemoAccounts(): Promise<DemoAccount[]> {
  const response = await fetch('/counter.json');
  if (!response.ok) return [];
  const { demoAccounts } = (await response.json()) as { demoAccounts: DemoAccount[] };
  return demoAccounts;
}

export function LoginPage({ session }: { session: BrowserSession }) {
  const { login: texts } = useTexts();
  const { shop } = useFormat();
  return (
    <main className="mx-auto max-w-sm space-y-5 px-4 py-10">
      <h1 className="text-2xl font-semibold">{shop.name}</h1>
      <DemoButtons />
      <section aria-label={texts.title} className="card p-4">
        <LoginForm session={session} />
      </section>
      <LanguageSelect />
    </main>
  );
}

/** The accounts of a demo shop, whose passwords are public. */
function DemoButtons() {
  const { login: texts } = useTexts();
  const accounts = useQuery({ queryKey: ['counter.json'], queryFn: readDemoAccounts, staleTime: Infinity });
  const login = useMutation(useShop().auth.login.mutationOptions());
  if (!accounts.data || accounts.data.length === 0) return null;
  return (
    <section aria-label={texts.demo} className="card space-y-3 p-4">
      <p>{texts.demo}</p>
      <div className="flex flex-col gap-2">
        {accounts.data.map(({ email, password, role, firstName, lastName }) => (
          <Button
            key={email}
            look={role === 'mechanic' ? 'primary' : 'plain'}
            isDisabled={login.isPending}
            onPress={() => login.mutate({ email, password })}
          >
            {texts.roles[role]}: {firstName} {lastName}
          </Button>
        ))}
      </div>
      <Refusal error={login.error} />
    </section>
  );
}
