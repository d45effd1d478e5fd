import type { StaffRecord } from '@mechanic-shop/client';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTexts } from '../../i18n/i18n.tsx';
import { useShop, useShopClient } from '../../shop/shop.ts';
import { Button } from '../../ui/button.tsx';
import { DeleteButton } from '../../ui/delete-button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import type { FieldsOf } from '../../ui/form/fields.ts';
import { check, choice, line, lineOrNull, linesOrNull, moneyOrNull } from '../../ui/form/kinds.ts';
import { EditForm, NewForm } from '../../ui/form/record-form.tsx';
import { More, paged, rowsOf } from '../../ui/pages.tsx';
import { Refusal } from '../../ui/refusal.tsx';
import { Table } from '../../ui/table.tsx';

type StaffValues = Pick<
  StaffRecord,
  'firstName' | 'lastName' | 'email' | 'role' | 'specialty' | 'salaryCents' | 'address'
>;

function useStaffFields(): FieldsOf<StaffValues> {
  const { staff: texts } = useTexts();
  return {
    firstName: { label: texts.firstName, kind: line(100) },
    lastName: { label: texts.lastName, kind: line(100) },
    email: { label: texts.email, kind: line(254, { type: 'email' }) },
    role: {
      label: texts.role,
      kind: choice([
        ['mechanic', texts.roles.mechanic],
        ['admin', texts.roles.admin],
      ]),
    },
    specialty: { label: texts.specialty, kind: lineOrNull(100) },
    salaryCents: { label: texts.salary, kind: moneyOrNull },
    address: { label: texts.address, kind: linesOrNull(300) },
  };
}

/** Everybody who works here, also those who left. */
export function StaffSettings() {
  const { app, staff: texts, settings } = useTexts();
  const [open, setOpen] = useState<StaffRecord | 'new'>();
  const staff = useInfiniteQuery(useShop().mechanics.records.infiniteQueryOptions({ limit: 50 }, paged));
  const close = (): void => setOpen(undefined);
  return (
    <div className="space-y-3">
      <Button look="primary" onPress={() => setOpen('new')}>
        {texts.new}
      </Button>
      <Refusal error={staff.error} />
      {staff.data && (
        <Table
          label={settings.pages.staff}
          rows={rowsOf(staff)}
          empty={app.nothingYet}
          columns={[
            { name: texts.name, cell: ({ firstName, lastName }) => `${firstName} ${lastName}` },
            { name: texts.role, cell: ({ role }) => texts.roles[role] },
            { name: texts.email, cell: ({ email }) => email },
            { name: texts.specialty, cell: ({ specialty }) => specialty },
            { name: texts.active, cell: ({ active }) => (active ? app.yes : app.no) },
            {
              name: app.edit,
              buttons: true,
              cell: (record) => (
                <Button
                  aria-label={texts.edit(`${record.firstName} ${record.lastName}`)}
                  onPress={() => setOpen(record)}
                >
                  {app.edit}
                </Button>
              ),
            },
          ]}
        />
      )}
      <More list={staff} />
      {open === 'new' && <NewStaff onClose={close} />}
      {open && open !== 'new' && <EditStaff record={open} onClose={close} />}
    </div>
  );
}

function NewStaff({ onClose }: { onClose: () => void }) {
  const { staff: texts } = useTexts();
  const shop = useShopClient();
  const { firstName, lastName, email, ...fields } = useStaffFields();
  const all: FieldsOf<StaffValues & { password: string }> = {
    firstName,
    lastName,
    email,
    password: { label: texts.password, kind: line(72, { type: 'password', autoComplete: 'new-password' }) },
    ...fields,
  };
  const none = { specialty: null, salaryCents: null, address: null };
  return (
    <Dialog title={texts.new} onClose={onClose}>
      <NewForm
        label={texts.new}
        fields={all}
        start={{ firstName: '', lastName: '', email: '', password: '', role: 'mechanic', ...none }}
        create={(values) => shop.mechanics.create.mutate(values)}
        onDone={onClose}
        onCancel={onClose}
      />
    </Dialog>
  );
}

function EditStaff({ record, onClose }: { record: StaffRecord; onClose: () => void }) {
  const { staff: texts } = useTexts();
  const shop = useShopClient();
  const fields: FieldsOf<StaffValues & Pick<StaffRecord, 'active'>> = {
    ...useStaffFields(),
    active: { label: texts.active, kind: check },
  };
  const name = `${record.firstName} ${record.lastName}`;
  return (
    <Dialog title={texts.edit(name)} onClose={onClose}>
      <EditForm
        label={texts.edit(name)}
        fields={fields}
        row={record}
        read={(row: StaffRecord) => row}
        update={(changes, { id, version }) => shop.mechanics.update.mutate({ id, version, ...changes })}
        onDone={onClose}
        onCancel={onClose}
      />
      <DeleteButton what={name} remove={() => shop.mechanics.delete.mutate({ id: record.id })} onDone={onClose} />
    </Dialog>
  );
}
