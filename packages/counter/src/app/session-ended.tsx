import { useQueryClient } from '@tanstack/react-query';
import { useTexts } from '../i18n/i18n.tsx';
import type { BrowserSession } from '../shop/session.ts';
import { Dialog } from '../ui/dialog.tsx';
import { LoginForm } from './login-form.tsx';

/** Asks to log in again, over the page and what was typed there. */
export function SessionEnded({ session, email }: { session: BrowserSession; email: string }) {
  const { login } = useTexts();
  const queries = useQueryClient();
  return (
    <Dialog title={login.title}>
      <p>{login.ended}</p>
      <LoginForm session={session} email={email} onLogin={() => void queries.invalidateQueries()} />
    </Dialog>
  );
}
