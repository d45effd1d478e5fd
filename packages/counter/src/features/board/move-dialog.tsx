import type { HoldReason } from '@mechanic-shop/client';
import { useState } from 'react';
import { useTexts } from '../../i18n/i18n.tsx';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { TextArea } from '../../ui/field.tsx';
import { OneOf } from '../../ui/one-of.tsx';
import type { Question } from './columns.ts';
import type { Move } from './move.ts';

interface Props {
  move: Move;
  question: Question;
  onMove(move: Move): void;
  onClose(): void;
}

const reasons: readonly HoldReason[] = ['waiting_parts', 'waiting_customer', 'other'];

/** Asks what a move needs: the reason of a hold, the note of a reopened ticket, or whether to cancel one. */
export function MoveDialog({ move, question, onMove, onClose }: Props) {
  const { app, board, hold } = useTexts();
  const [reason, setReason] = useState<HoldReason>('waiting_parts');
  const [note, setNote] = useState('');
  const { id } = move.ticket;
  const isHold = question === 'hold';
  const { title, yes } = {
    hold: { title: board.holdTitle(id), yes: board.put },
    reopen: { title: board.reopenTitle(id), yes: board.reopen },
    cancel: { title: board.cancelTitle(id), yes: board.cancelTicket },
  }[question];
  return (
    <Dialog title={title} onClose={onClose}>
      <form
        className="space-y-3"
        onSubmit={(event) => {
          event.preventDefault();
          onMove({ ...move, ...(isHold ? { reason } : {}), ...(note.trim() ? { note } : {}) });
        }}
      >
        {question === 'cancel' && <p>{board.cancelEffect}</p>}
        {isHold && <OneOf label={board.reason} values={reasons} texts={hold} value={reason} onChange={setReason} />}
        <TextArea
          label={board.note}
          value={note}
          required={question === 'reopen'}
          maxLength={1000}
          onChange={({ target }) => setNote(target.value)}
        />
        <div className="flex gap-2">
          <Button type="submit" look={question === 'cancel' ? 'danger' : 'primary'}>
            {yes}
          </Button>
          <Button onPress={onClose}>{question === 'cancel' ? app.close : app.cancel}</Button>
        </div>
      </form>
    </Dialog>
  );
}
