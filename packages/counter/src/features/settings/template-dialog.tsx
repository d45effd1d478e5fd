import type { InspectionTemplate, RouterInputs, TemplateItem } from '@mechanic-shop/client';
import { useTexts } from '../../i18n/i18n.tsx';
import { useShopClient } from '../../shop/shop.ts';
import { Button } from '../../ui/button.tsx';
import { DeleteButton } from '../../ui/delete-button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { TextField } from '../../ui/field.tsx';
import { newKey } from '../../ui/form/rows.ts';
import { TypedForm } from '../../ui/form/typed-form.tsx';
import { RowList, type RowsProps } from '../../ui/row-list.tsx';

/** The most items of a template. */
const MOST = 200;

interface TypedItem extends TemplateItem {
  key: string;
}

/** A template as it is typed. */
interface TypedTemplate {
  name: string;
  items: readonly TypedItem[];
}

function typedTemplate(template: InspectionTemplate | undefined): TypedTemplate {
  const items = template?.items ?? [{ group: '', name: '' }];
  return { name: template?.name ?? '', items: items.map((item, at) => ({ key: `item ${at}`, ...item })) };
}

function templateOf({ name, items }: TypedTemplate): RouterInputs['inspectionTemplates']['create'] | undefined {
  const texts = [name, ...items.flatMap((item) => [item.group, item.name])];
  if (items.length === 0 || texts.some((text) => text.trim() === '')) return undefined;
  return { name, items: items.map((item) => ({ group: item.group, name: item.name })) };
}

/** What differs between two versions of a template; items count as moved if only their sequence differs. */
function useDifferences(): (before: InspectionTemplate, after: InspectionTemplate) => string[] {
  const { templates: texts, conflict } = useTexts();
  return (before, after) => {
    const [old, now] = [before, after].map(({ items }) => items.map(({ group, name }) => `${group}: ${name}`));
    const added = now?.filter((item) => !old?.includes(item)) ?? [];
    const removed = old?.filter((item) => !now?.includes(item)) ?? [];
    const isMoved = added.length + removed.length === 0 && String(old) !== String(now);
    return [
      ...(before.name === after.name ? [] : [conflict.changed(texts.name, before.name, after.name)]),
      ...added.map(conflict.added),
      ...removed.map(conflict.removed),
      ...(isMoved ? [texts.reordered] : []),
    ];
  };
}

interface Props {
  /** Undefined for a new one. */
  template: InspectionTemplate | undefined;
  onClose(): void;
}

/** Creates a template of inspections, edits one with its items and their sequence, or retires it. */
export function TemplateDialog({ template, onClose }: Props) {
  const { templates: texts } = useTexts();
  const shop = useShopClient();
  const differences = useDifferences();
  const title = template ? texts.edit(template.name) : texts.new;
  return (
    <Dialog title={title} onClose={onClose}>
      <TypedForm
        label={title}
        row={template}
        typedOf={typedTemplate}
        inputOf={templateOf}
        save={({ input, changes, row }) =>
          row
            ? shop.inspectionTemplates.update.mutate({ id: row.id, version: row.version, ...changes })
            : shop.inspectionTemplates.create.mutate(input)
        }
        differences={differences}
        needs={texts.needs}
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
            <ItemRows rows={typed.items} onChange={(items) => onType({ ...typed, items })} />
          </>
        )}
      </TypedForm>
      {template && (
        <DeleteButton
          what={template.name}
          remove={() => shop.inspectionTemplates.delete.mutate({ id: template.id })}
          onDone={onClose}
        >
          <p>{texts.retired}</p>
        </DeleteButton>
      )}
    </Dialog>
  );
}

function ItemRows({ rows, onChange }: RowsProps<TypedItem>) {
  const { templates: texts } = useTexts();
  return (
    <RowList
      title={texts.items}
      isOrdered
      rows={rows}
      onChange={onChange}
      nameOf={({ name }) => name || texts.item}
      fields={(row, text) => (
        <div className="grid min-w-48 flex-1 grid-cols-2 gap-2">
          <TextField label={texts.group} required maxLength={100} {...text('group')} />
          <TextField label={texts.item} required maxLength={200} {...text('name')} />
        </div>
      )}
    >
      <Button
        isDisabled={rows.length >= MOST}
        // Most items follow others of their group.
        onPress={() => onChange([...rows, { key: newKey(), group: rows.at(-1)?.group ?? '', name: '' }])}
      >
        {texts.add}
      </Button>
    </RowList>
  );
}
