import type { Ticket } from '@mechanic-shop/client';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTexts } from '../../../i18n/i18n.tsx';
import { useShop } from '../../../shop/shop.ts';
import { Button } from '../../../ui/button.tsx';
import { Select, TextField } from '../../../ui/field.tsx';
import { ChangeRefusal, useTicketChange } from '../change.tsx';

/** Adds a job by its name, or a canned one. */
export function AddJob({ ticket }: { ticket: Ticket }) {
  const { lines } = useTexts();
  const [name, setName] = useState('');
  const change = useTicketChange();
  const canned = useQuery(useShop().cannedJobs.list.queryOptions({ limit: 100 }));
  return (
    <form
      className="space-y-2 print:hidden"
      onSubmit={(event) => {
        event.preventDefault();
        if (name.trim() === '') return;
        change.run({
          base: ticket,
          call: (tickets, about) => tickets.addJob.mutate({ ...about, name }),
          onDone: () => setName((now) => (now === name ? '' : now)),
        });
      }}
    >
      <div className="flex flex-wrap items-end gap-2">
        <div className="w-full sm:w-auto sm:flex-1">
          <TextField
            label={lines.jobName}
            maxLength={200}
            value={name}
            onChange={({ target }) => setName(target.value)}
          />
        </div>
        <Button type="submit" isDisabled={change.isPending}>
          {lines.addJob}
        </Button>
        <div className="w-full sm:w-56">
          <Select
            label={lines.addCanned}
            value=""
            onChange={({ target }) =>
              change.run({
                base: ticket,
                call: (tickets, about) => tickets.addCannedJob.mutate({ ...about, cannedJobId: Number(target.value) }),
              })
            }
          >
            <option value="" />
            {canned.data?.items.map((job) => (
              <option key={job.id} value={job.id}>
                {job.name}
              </option>
            ))}
          </Select>
        </div>
      </div>
      <ChangeRefusal change={change} />
    </form>
  );
}
