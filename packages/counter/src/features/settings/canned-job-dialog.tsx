import type { CannedJob } from '@mechanic-shop/client';
import { useTexts } from '../../i18n/i18n.tsx';
import { useShopClient } from '../../shop/shop.ts';
import { DeleteButton } from '../../ui/delete-button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { TextArea, TextField } from '../../ui/field.tsx';
import { TypedForm } from '../../ui/form/typed-form.tsx';
import { jobOf, typedJob } from './canned-lines.ts';
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
  const { canned: texts } = useTexts();
  const shop = useShopClient();
  const differences = useDifferences();
  const title = job ? texts.edit(job.name) : texts.new;
  return (
    <Dialog title={title} onClose={onClose}>
      <TypedForm
        label={title}
        row={job}
        typedOf={typedJob}
        inputOf={jobOf}
        save={({ input, changes, row }) =>
          row
            ? shop.cannedJobs.update.mutate({ id: row.id, version: row.version, ...changes })
            : shop.cannedJobs.create.mutate(input)
        }
        differences={differences}
        onDone={onClose}
        onCancel={onClose}
      >
        {(typed, onType) => (
          <>
            <TextField
              label={texts.name}
              required
              maxLength={200}
              value={typed.name}
              onChange={({ target }) => onType({ ...typed, name: target.value })}
            />
            <TextArea
              label={texts.description}
              maxLength={1000}
              value={typed.description}
              onChange={({ target }) => onType({ ...typed, description: target.value })}
            />
            <LaborRows rows={typed.labor} onChange={(labor) => onType({ ...typed, labor })} />
            <PartRows rows={typed.parts} onChange={(parts) => onType({ ...typed, parts })} />
            <ExtraRows rows={typed.extras} onChange={(extras) => onType({ ...typed, extras })} />
          </>
        )}
      </TypedForm>
      {job && (
        <DeleteButton what={job.name} remove={() => shop.cannedJobs.delete.mutate({ id: job.id })} onDone={onClose} />
      )}
    </Dialog>
  );
}
