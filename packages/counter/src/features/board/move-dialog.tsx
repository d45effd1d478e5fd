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

/** Asks what a move needs: the reason of a hold, or the note of a reopened ticket. */
export function MoveDialog({ move, question, onMove, onClose }: Props) {
  const { app, board, hold } = useTexts();
  const [reason, setReason] = useState<HoldReason>('waiting_parts');
  const [note, setNote] = useState('');
  const { id } = move.ticket;
  const isHold = question === 'hold';
  return (
    <Dialog title={isHold ? board.holdTitle(id) : board.reopenTitle(id)} onClose={onClose}>
      <form
        className="space-y-3"
        onSubmit={(event) => {
          event.preventDefault();
          onMove({ ...move, ...(isHold ? { reason } : {}), ...(note.trim() ? { note } : {}) });
        }}
      >
        {isHold && <OneOf label={board.reason} values={reasons} texts={hold} value={reason} onChange={setReason} />}
        <TextArea
          label={board.note}
          value={note}
          required={!isHold}
          maxLength={1000}
          onChange={({ target }) => setNote(target.value)}
        />
        <div className="flex gap-2">
          <Button type="submit" look="primary">
            {isHold ? board.put : board.reopen}
          </Button>
          <Button onPress={onClose}>{app.cancel}</Button>
        </div>
      </form>
    </Dialog>
  );
}
