import type { Ticket } from '@mechanic-shop/client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTexts } from '../../../i18n/i18n.tsx';
import { useShop } from '../../../shop/shop.ts';
import { Button } from '../../../ui/button.tsx';
import { CopyDialog } from '../../../ui/copy-dialog.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { Checkbox, TextArea } from '../../../ui/field.tsx';
import { Refusal } from '../../../ui/refusal.tsx';

/** Chooses jobs and a message, and shows the link once. */
export function AskDialog({ ticket, onClose }: { ticket: Ticket; onClose: () => void }) {
  const { approval, app } = useTexts();
  const shop = useShop();
  const queries = useQueryClient();
  const [left, setLeft] = useState(
    () => new Set(ticket.jobs.filter((job) => job.approval === 'declined').map(({ id }) => id)),
  );
  const [message, setMessage] = useState('');
  const send = useMutation(
    shop.estimates.send.mutationOptions({
      onSuccess: () => queries.invalidateQueries(shop.tickets.pathFilter()),
    }),
  );
  if (send.data) {
    const url = send.data.url ?? `${location.origin}/e/${send.data.code}`;
    return <CopyDialog title={approval.link} value={url} note={approval.once} onClose={onClose} />;
  }
  const jobIds = ticket.jobs.map(({ id }) => id).filter((id) => !left.has(id));
  return (
    <Dialog title={approval.ask} onClose={onClose}>
      <form
        className="space-y-3"
        onSubmit={(event) => {
          event.preventDefault();
          send.mutate({ ticketId: ticket.id, version: ticket.version, jobIds, message: message.trim() || undefined });
        }}
      >
        <fieldset className="space-y-1">
          <legend className="mb-1 text-sm font-medium">{approval.jobs}</legend>
          {ticket.jobs.map(({ id, name }) => (
            <Checkbox
              key={id}
              label={name}
              checked={!left.has(id)}
              onChange={({ target }) =>
                setLeft((before) => new Set(target.checked ? [...before].filter((one) => one !== id) : [...before, id]))
              }
            />
          ))}
        </fieldset>
        <TextArea
          label={approval.message}
          maxLength={1000}
          value={message}
          onChange={({ target }) => setMessage(target.value)}
        />
        <Refusal error={send.error} />
        <div className="flex gap-2">
          <Button type="submit" look="primary" isDisabled={send.isPending || jobIds.length === 0}>
            {approval.send}
          </Button>
          <Button onPress={onClose}>{app.cancel}</Button>
        </div>
      </form>
    </Dialog>
  );
}
