import type { RecordApprovalInput, Ticket } from '@mechanic-shop/client';
import { useState } from 'react';
import { useTexts } from '../../../i18n/i18n.tsx';
import { Button } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { Select, TextArea, TextField } from '../../../ui/field.tsx';
import { OneOf } from '../../../ui/one-of.tsx';
import { ChangeRefusal, useTicketChange } from '../change.tsx';

type Method = RecordApprovalInput['method'];
type Decision = 'approve' | 'decline';

const methods: readonly Method[] = ['in_person', 'phone', 'email', 'text'];

/** Records what the customer decided about each job by phone, in person or in writing. */
export function RecordDialog({ ticket, onClose }: { ticket: Ticket; onClose: () => void }) {
  const { approval, app, ticket: texts } = useTexts();
  const [decisions, setDecisions] = useState<ReadonlyMap<number, Decision>>(new Map());
  const [method, setMethod] = useState<Method>('phone');
  const [by, setBy] = useState(`${ticket.customer.firstName} ${ticket.customer.lastName}`);
  const [note, setNote] = useState('');
  const change = useTicketChange();
  const decided = (decision: Decision): number[] =>
    [...decisions].filter(([, one]) => one === decision).map(([id]) => id);
  return (
    <Dialog title={approval.record} onClose={onClose}>
      <form
        className="space-y-3"
        onSubmit={(event) => {
          event.preventDefault();
          const input = { approve: decided('approve'), decline: decided('decline'), method, by };
          change.run({
            base: ticket,
            call: (tickets, about) =>
              tickets.recordApproval.mutate({ ...about, ...input, note: note.trim() || undefined }),
            onDone: onClose,
          });
        }}
      >
        {ticket.jobs.map(({ id, name }) => (
          <Select
            key={id}
            label={name}
            value={decisions.get(id) ?? ''}
            onChange={({ target }) =>
              setDecisions((before) => {
                const after = new Map(before);
                if (target.value === '') after.delete(id);
                else after.set(id, target.value === 'approve' ? 'approve' : 'decline');
                return after;
              })
            }
          >
            <option value="">{approval.undecided}</option>
            <option value="approve">{approval.approve}</option>
            <option value="decline">{approval.decline}</option>
          </Select>
        ))}
        <OneOf label={approval.method} values={methods} texts={approval.methods} value={method} onChange={setMethod} />
        <TextField
          label={approval.by}
          required
          maxLength={100}
          value={by}
          onChange={({ target }) => setBy(target.value)}
        />
        <TextArea label={texts.note} maxLength={1000} value={note} onChange={({ target }) => setNote(target.value)} />
        <ChangeRefusal change={change} />
        <div className="flex gap-2">
          <Button type="submit" look="primary" isDisabled={change.isPending || decisions.size === 0}>
            {app.save}
          </Button>
          <Button onPress={onClose}>{app.cancel}</Button>
        </div>
      </form>
    </Dialog>
  );
}
