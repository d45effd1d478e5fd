import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTexts } from '../i18n/i18n.tsx';
import type { BrowserSession } from '../shop/session.ts';
import { useShop } from '../shop/shop.ts';
import { Button } from '../ui/button.tsx';
import { Checkbox, TextField } from '../ui/field.tsx';
import { Refusal } from '../ui/refusal.tsx';

interface Props {
  session: BrowserSession;
  /** The e-mail to begin with. */
  email?: string;
  onLogin?: () => void;
}

export function LoginForm({ session, email = '', onLogin }: Props) {
  const { login: texts } = useTexts();
  const [typed, setTyped] = useState({ email, password: '' });
  const [stay, setStay] = useState(false);
  const login = useMutation(useShop().auth.login.mutationOptions(onLogin ? { onSuccess: onLogin } : {}));
  return (
    <form
      className="space-y-3"
      onSubmit={(event) => {
        event.preventDefault();
        session.staySignedIn(stay);
        login.mutate(typed);
      }}
    >
      <TextField
        label={texts.email}
        type="email"
        autoComplete="username"
        required
        value={typed.email}
        onChange={(event) => setTyped({ ...typed, email: event.target.value })}
      />
      <TextField
        label={texts.password}
        type="password"
        autoComplete="current-password"
        required
        value={typed.password}
        onChange={(event) => setTyped({ ...typed, password: event.target.value })}
      />
      <Checkbox label={texts.stay} checked={stay} onChange={(event) => setStay(event.target.checked)} />
      <Refusal error={login.error} />
      <Button look="primary" type="submit" isDisabled={login.isPending}>
        {texts.title}
      </Button>
    </form>
  );
}
