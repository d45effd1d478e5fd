import type { CannedJob } from '@mechanic-shop/client';
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTexts } from '../../i18n/i18n.tsx';
import { useShop } from '../../shop/shop.ts';
import { Button } from '../../ui/button.tsx';
import { More, paged, rowsOf } from '../../ui/pages.tsx';
import { Refusal } from '../../ui/refusal.tsx';
import { SearchField } from '../../ui/search-field.tsx';
import { Table } from '../../ui/table.tsx';
import { CannedJobDialog } from './canned-job-dialog.tsx';

/** Jobs with their lines that are added to tickets as a whole. */
export function CannedJobSettings() {
  const { app, canned: texts, settings } = useTexts();
  const [search, setSearch] = useState('');
  const [open, setOpen] = useState<CannedJob | 'new'>();
  const jobs = useInfiniteQuery({
    ...useShop().cannedJobs.list.infiniteQueryOptions({ limit: 50, search: search || undefined }, paged),
    placeholderData: keepPreviousData,
  });
  return (
    <div className="space-y-3">
      <div className="flex flex-wrap items-center gap-3">
        <SearchField label={app.search} placeholder={app.search} value={search} onSearch={setSearch} />
        <Button look="primary" onPress={() => setOpen('new')}>
          {texts.new}
        </Button>
      </div>
      <Refusal error={jobs.error} />
      {jobs.data && (
        <Table
          label={settings.pages.canned}
          rows={rowsOf(jobs)}
          empty={app.nothingYet}
          columns={[
            { name: texts.name, cell: ({ name }) => name },
            { name: texts.description, cell: ({ description }) => description },
            {
              name: texts.lines,
              numeric: true,
              cell: ({ labor, parts, extras }) => labor.length + parts.length + extras.length,
            },
            {
              name: app.edit,
              buttons: true,
              cell: (job) => (
                <Button aria-label={texts.edit(job.name)} onPress={() => setOpen(job)}>
                  {app.edit}
                </Button>
              ),
            },
          ]}
        />
      )}
      <More list={jobs} />
      {open && <CannedJobDialog job={open === 'new' ? undefined : open} onClose={() => setOpen(undefined)} />}
    </div>
  );
}
