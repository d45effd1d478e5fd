import type { InspectionTemplate } from '@mechanic-shop/client';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTexts } from '../../i18n/i18n.tsx';
import { useShop } from '../../shop/shop.ts';
import { Button } from '../../ui/button.tsx';
import { More, paged, rowsOf } from '../../ui/pages.tsx';
import { Refusal } from '../../ui/refusal.tsx';
import { Table } from '../../ui/table.tsx';
import { TemplateDialog } from './template-dialog.tsx';

/** The lists that inspections start from. */
export function TemplateSettings() {
  const { app, templates: texts, settings } = useTexts();
  const [open, setOpen] = useState<InspectionTemplate | 'new'>();
  const templates = useInfiniteQuery(useShop().inspectionTemplates.list.infiniteQueryOptions({ limit: 50 }, paged));
  return (
    <div className="space-y-3">
      <Button look="primary" onPress={() => setOpen('new')}>
        {texts.new}
      </Button>
      <Refusal error={templates.error} />
      {templates.data && (
        <Table
          label={settings.pages.templates}
          rows={rowsOf(templates)}
          empty={app.nothingYet}
          columns={[
            { name: texts.name, cell: ({ name }) => name },
            { name: texts.items, numeric: true, cell: ({ items }) => items.length },
            {
              name: app.edit,
              buttons: true,
              cell: (template) => (
                <Button aria-label={texts.edit(template.name)} onPress={() => setOpen(template)}>
                  {app.edit}
                </Button>
              ),
            },
          ]}
        />
      )}
      <More list={templates} />
      {open && <TemplateDialog template={open === 'new' ? undefined : open} onClose={() => setOpen(undefined)} />}
    </div>
  );
}
