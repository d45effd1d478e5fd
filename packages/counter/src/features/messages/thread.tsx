import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useAccount } from '../../app/account.tsx';
import { useFormat } from '../../app/format.tsx';
import { useTexts } from '../../i18n/i18n.tsx';
import { useShop, useShopClient } from '../../shop/shop.ts';
import { Button } from '../../ui/button.tsx';
import { TextArea } from '../../ui/field.tsx';
import { Refusal } from '../../ui/refusal.tsx';

/** The newest messages of a ticket, and a form to answer. What is shown counts as read. */
export function Thread({ ticketId }: { ticketId: number }) {
  const { messages: texts } = useTexts();
  const { instant } = useFormat();
  const { account } = useAccount();
  const client = useShopClient();
  const messages = useQuery(useShop().messages.list.queryOptions({ ticketId, limit: 100 }));
  const newest = messages.data?.items[0]?.id;
  useEffect(() => {
    // A mark that fails is set again with the next message.
    if (newest !== undefined) client.messages.markRead.mutate({ ticketId, upTo: newest }).catch(() => undefined);
  }, [client, ticketId, newest]);
  return (
    <div className="mt-2 space-y-3">
      <Refusal error={messages.error} />
      {messages.data?.items.length === 0 && <p className="text-muted text-sm">{texts.none}</p>}
      <ol className="space-y-2">
        {messages.data?.items.toReversed().map(({ id, author, text, internal, at }) => (
          <li key={id} className={author.id === account.id ? 'ml-6' : 'mr-6'}>
            <p className="text-muted text-sm">
              {author.firstName} {author.lastName}, {instant(at)}
              {internal && <span className="text-warn"> {texts.internal}</span>}
            </p>
            <p className="bg-tint rounded-md px-2 py-1 break-words whitespace-pre-line">{text}</p>
          </li>
        ))}
      </ol>
      <Write ticketId={ticketId} isStaff={account.role !== 'customer'} />
    </div>
  );
}

function Write({ ticketId, isStaff }: { ticketId: number; isStaff: boolean }) {
  const { messages: texts } = useTexts();
  const [text, setText] = useState('');
  const [internal, setInternal] = useState(false);
  const shop = useShop();
  const queries = useQueryClient();
  const post = useMutation(
    shop.messages.post.mutationOptions({
      onSuccess: (_posted, { text: sent }) => {
        // The next message may have been begun.
        setText((now) => (now === sent ? '' : now));
        return queries.invalidateQueries(shop.messages.pathFilter());
      },
    }),
  );
  return (
    <form
      className="space-y-2"
      onSubmit={(event) => {
        event.preventDefault();
        post.mutate({ ticketId, text, internal });
      }}
    >
      <TextArea label={texts.write} value={text} maxLength={4000} onChange={({ target }) => setText(target.value)} />
      <div className="flex flex-wrap items-center gap-3">
        {isStaff && (
          <label className="flex min-h-9 items-center gap-2">
            <input type="checkbox" checked={internal} onChange={({ target }) => setInternal(target.checked)} />
            {texts.internal}
          </label>
        )}
        <Button look="primary" type="submit" isDisabled={post.isPending || text.trim() === ''}>
          {texts.send}
        </Button>
      </div>
      <Refusal error={post.error} />
    </form>
  );
}
