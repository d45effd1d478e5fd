import type { Bay } from '@mechanic-shop/client';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTexts } from '../../i18n/i18n.tsx';
import { useShop, useShopClient } from '../../shop/shop.ts';
import { Button } from '../../ui/button.tsx';
import { DeleteButton } from '../../ui/delete-button.tsx';
import { DialogButton } from '../../ui/dialog-button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import type { FieldsOf } from '../../ui/form/fields.ts';
import { check, line } from '../../ui/form/kinds.ts';
import { EditForm, NewForm } from '../../ui/form/record-form.tsx';
import { More, paged, rowsOf } from '../../ui/pages.tsx';
import { Refusal } from '../../ui/refusal.tsx';
import { Table } from '../../ui/table.tsx';

function useNameField() {
  return { name: { label: useTexts().bays.name, kind: line(100) } };
}

/** Where cars are worked on; the calendar has a column for each. */
export function BaySettings() {
  const { app, bays: texts, settings } = useTexts();
  const [open, setOpen] = useState<Bay>();
  const bays = useInfiniteQuery(useShop().bays.list.infiniteQueryOptions({ limit: 50 }, paged));
  return (
    <div className="space-y-3">
      <NewBay />
      <Refusal error={bays.error} />
      {bays.data && (
        <Table
          label={settings.pages.bays}
          rows={rowsOf(bays)}
          empty={app.nothingYet}
          columns={[
            { name: texts.name, cell: ({ name }) => name },
            { name: texts.active, cell: ({ active }) => (active ? app.yes : app.no) },
            {
              name: app.edit,
              buttons: true,
              cell: (bay) => (
                <Button aria-label={texts.edit(bay.name)} onPress={() => setOpen(bay)}>
                  {app.edit}
                </Button>
              ),
            },
          ]}
        />
      )}
      <More list={bays} />
      {open && <EditBay bay={open} onClose={() => setOpen(undefined)} />}
    </div>
  );
}

function NewBay() {
  const { bays: texts } = useTexts();
  const shop = useShopClient();
  const fields = useNameField();
  return (
    <DialogButton look="primary" text={texts.new} title={texts.new}>
      {(close) => (
        <NewForm
          label={texts.new}
          fields={fields}
          start={{ name: '' }}
          create={(values) => shop.bays.create.mutate(values)}
          onDone={close}
          onCancel={close}
        />
      )}
    </DialogButton>
  );
}

function EditBay({ bay, onClose }: { bay: Bay; onClose: () => void }) {
  const { bays: texts } = useTexts();
  const shop = useShopClient();
  const fields: FieldsOf<Pick<Bay, 'name' | 'active'>> = {
    ...useNameField(),
    active: { label: texts.active, kind: check },
  };
  const title = texts.edit(bay.name);
  return (
    <Dialog title={title} onClose={onClose}>
      <EditForm
        label={title}
        fields={fields}
        row={bay}
        read={(row: Bay) => row}
        update={(changes, { id, version }) => shop.bays.update.mutate({ id, version, ...changes })}
        onDone={onClose}
        onCancel={onClose}
      />
      <DeleteButton what={bay.name} remove={() => shop.bays.delete.mutate({ id: bay.id })} onDone={onClose} />
    </Dialog>
  );
}
