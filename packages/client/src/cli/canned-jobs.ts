import type { CannedExtra, CannedJob } from '@mechanic-shop/shared';
import type { Command } from 'commander';
import { lineFields } from './canned-lines.ts';
import { type Entry, card } from './card.ts';
import { type Context, addCommand, addGroup } from './command.ts';
import type { Shop } from './connect.ts';
import { addDelete } from './delete.ts';
import { clearable, idOrName, ifVersion, required, text } from './fields.ts';
import type { Io } from './io.ts';
import { addList } from './list.ts';
import { showInstant } from './moment.ts';
import { showMoney } from './money.ts';
import { orNothing } from './people-names.ts';
import { showQuantity } from './prices.ts';
import { findCannedJob } from './references.ts';
import { type Column, ID, KEY } from './table.ts';
import { findParts } from './typed-parts.ts';
import type { View } from './view.ts';

const columns: Column<CannedJob>[] = [
  { title: 'ID', cell: (job) => job.id, keep: ID },
  { title: 'NAME', cell: (job) => job.name, keep: KEY },
  { title: 'LABOR', cell: (job) => job.labor.length, keep: 2 },
  { title: 'PARTS', cell: (job) => job.parts.length, keep: 2 },
  { title: 'EXTRAS', cell: (job) => job.extras.length, keep: 1 },
  { title: 'DESCRIPTION', cell: (job) => job.description },
];

function priceOf({ hours, rateCents, priceCents }: CannedJob['labor'][number]): string {
  if (hours === null) return showMoney(priceCents ?? 0);
  return `${hours} h${rateCents === null ? '' : ` at ${showMoney(rateCents)}`}`;
}

async function partEntry(shop: Shop, { partId, quantity }: CannedJob['parts'][number]): Promise<Entry> {
  const part = await orNothing(shop.inventory.get.query({ id: partId }));
  if (!part) return ['part', `${partId}: ${quantity}`];
  return ['part', `${part.name} (${part.sku ?? partId}): ${showQuantity(quantity, part.unit)}`];
}

async function jobCard(job: CannedJob, view: View, { shop }: Context): Promise<string[]> {
  const parts = await Promise.all(job.parts.map((part) => partEntry(shop, part)));
  return card(
    `Canned job ${job.id}: ${job.name}`,
    [
      ['description', job.description],
      ...job.labor.map((line): Entry => ['labor', `${line.description}: ${priceOf(line)}`]),
      ...parts,
      ...job.extras.map((line): Entry => [line.kind, `${line.description}: ${showMoney(line.amountCents)}`]),
      ['version', job.version],
      ['created', showInstant(job.createdAt)],
    ],
    view,
  );
}

/** The extras after an update that may name only fees or only sublet work; the others stay as they are. */
async function changedExtras(
  shop: Shop,
  id: number,
  fees: CannedExtra[] | null | undefined,
  sublet: CannedExtra[] | null | undefined,
) {
  if (fees === undefined && sublet === undefined) return {};
  if (fees !== undefined && sublet !== undefined) return { extras: [...(fees ?? []), ...(sublet ?? [])] };
  const { extras, version } = await shop.cannedJobs.get.query({ id });
  const kept = extras.filter(({ kind }) => kind === (fees === undefined ? 'fee' : 'sublet'));
  return { extras: fees === undefined ? [...kept, ...(sublet ?? [])] : [...(fees ?? []), ...kept], version };
}

const name = text('--name <text>', 'what the job is');
const description = text('--description <text>', 'what is done');
const job = { id: required(idOrName('<id>', 'the canned job: id or name', findCannedJob)) };

/** `shop jobs`: canned jobs. */
export function addCannedJobs(program: Command, io: Io): void {
  const group = addGroup(program, 'jobs', 'canned jobs: work that the shop does often');
  addList(group, io, {
    name: 'list',
    about: 'list canned jobs, newest first',
    options: { search: text('--search <words>', 'search name and description by the beginnings of words') },
    call: ({ shop }, input) => shop.cannedJobs.list.query(input),
    columns,
  });
  addCommand(group, io, {
    name: 'show',
    about: 'show a canned job',
    args: job,
    call: ({ shop }, input) => shop.cannedJobs.get.query(input),
    show: jobCard,
  });
  addCommand(group, io, {
    name: 'add',
    about: 'add a canned job; options for lines can be repeated (admins)',
    options: { name: required(name), description, ...lineFields },
    call: async ({ shop }, { parts = [], fees = [], sublet = [], ...input }) =>
      shop.cannedJobs.create.mutate({
        ...input,
        parts: await findParts(shop, parts),
        extras: [...fees, ...sublet],
      }),
    show: jobCard,
  });
  addCommand(group, io, {
    name: 'update',
    about: 'change a canned job; --labor, --part, --fee and --sublet replace all lines of their kind (admins)',
    args: job,
    options: {
      name,
      description: clearable(description),
      labor: clearable(lineFields.labor),
      parts: clearable(lineFields.parts),
      fees: clearable(lineFields.fees),
      sublet: clearable(lineFields.sublet),
      version: ifVersion,
    },
    call: async ({ shop }, { labor, parts, fees, sublet, ...input }) =>
      shop.cannedJobs.update.mutate({
        ...(await changedExtras(shop, input.id, fees, sublet)),
        ...(labor !== undefined && { labor: labor ?? [] }),
        ...(parts !== undefined && { parts: await findParts(shop, parts ?? []) }),
        ...input,
      }),
    show: jobCard,
  });
  addDelete(group, io, {
    about: 'delete a canned job; tickets keep their copies (admins)',
    what: 'the canned job',
    describe: async ({ shop }, id) => `canned job ${id}, ${(await shop.cannedJobs.get.query({ id })).name}`,
    call: ({ shop }, input) => shop.cannedJobs.delete.mutate(input),
  });
}
