import { type CannedJob, isShopError } from '@mechanic-shop/client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTexts } from '../../i18n/i18n.tsx';
import { useShopClient } from '../../shop/shop.ts';
import { Button } from '../../ui/button.tsx';
import { Conflict } from '../../ui/conflict.tsx';
import { DeleteButton } from '../../ui/delete-button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { TextArea, TextField } from '../../ui/field.tsx';
import { Refusal } from '../../ui/refusal.tsx';
import { type TypedJob, jobOf, typedJob } from './canned-lines.ts';
import { ExtraRows, LaborRows, PartRows } from './canned-rows.tsx';

/** What differs between two versions of a canned job, by the names of its parts. */
function useDifferences(): (before: CannedJob, after: CannedJob) => string[] {
  const { canned: texts, lines, conflict, app } = useTexts();
  return (before, after) => [
    ...(before.name === after.name ? [] : [conflict.changed(texts.name, before.name, after.name)]),
    ...(before.description === after.description
      ? []
      : [conflict.changed(texts.description, before.description ?? app.none, after.description ?? app.none)]),
    ...(['labor', 'parts', 'extras'] as const)
      .filter((kind) => JSON.stringify(before[kind]) !== JSON.stringify(after[kind]))
      .map((kind) => conflict.changed(lines[kind], String(before[kind].length), String(after[kind].length))),
  ];
}

/** Creates a canned job, or edits one with its lines. */
export function CannedJobDialog({ job, onClose }: { job: CannedJob | undefined; onClose: () => void }) {
  const { app, canned: texts } = useTexts();
  const shop = useShopClient();
  const queries = useQueryClient();
  const differences = useDifferences();
  const [base, setBase] = useState(job);
  const [typed, setTyped] = useState<TypedJob>(() => typedJob(job));
  const save = useMutation({
    mutationFn: ({ input, row }: { input: NonNullable<ReturnType<typeof jobOf>>; row: CannedJob | undefined }) =>
      row
        ? shop.cannedJobs.update.mutate({ id: row.id, version: row.version, ...input })
        : shop.cannedJobs.create.mutate(input),
    onSuccess: async () => {
      onClose();
      await queries.invalidateQueries();
    },
  });
  const current = isShopError(save.error, 'VERSION_MISMATCH')
    ? (save.error.data.details.current as CannedJob)
    : undefined;
  const saveOver = (row: CannedJob | undefined): void => {
    const input = jobOf(typed);
    if (input) save.mutate({ input, row });
  };
  const title = job ? texts.edit(job.name) : texts.new;
  return (
    <Dialog title={title} onClose={onClose}>
      <form
        aria-label={title}
        className="space-y-3"
        onSubmit={(event) => {
          event.preventDefault();
          saveOver(base);
        }}
      >
        <TextField
          label={texts.name}
          required
          maxLength={200}
          value={typed.name}
          onChange={({ target }) => setTyped({ ...typed, name: target.value })}
        />
        <TextArea
          label={texts.description}
          maxLength={1000}
          value={typed.description}
          onChange={({ target }) => setTyped({ ...typed, description: target.value })}
        />
        <LaborRows rows={typed.labor} onChange={(labor) => setTyped({ ...typed, labor })} />
        <PartRows rows={typed.parts} onChange={(parts) => setTyped({ ...typed, parts })} />
        <ExtraRows rows={typed.extras} onChange={(extras) => setTyped({ ...typed, extras })} />
        {base && current ? (
          <Conflict
            lines={differences(base, current)}
            onKeep={() => saveOver(current)}
            onTake={() => {
              setBase(current);
              setTyped(typedJob(current));
              save.reset();
            }}
          />
        ) : (
          <Refusal error={save.error} />
        )}
        <div className="flex gap-2">
          <Button type="submit" look="primary" isDisabled={save.isPending}>
            {app.save}
          </Button>
          <Button onPress={onClose}>{app.cancel}</Button>
        </div>
      </form>
      {job && (
        <DeleteButton what={job.name} remove={() => shop.cannedJobs.delete.mutate({ id: job.id })} onDone={onClose} />
      )}
    </Dialog>
  );
}
