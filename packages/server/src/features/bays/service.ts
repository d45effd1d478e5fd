import {
  type Bay,
  type CreateBayInput,
  type Deleted,
  type ListBaysInput,
  MAX_BAYS,
  type Page,
  type UpdateBayInput,
} from '@mechanic-shop/shared';
import { eq, sql } from 'drizzle-orm';
import type { SignedInCall, SignedInWriteCall } from '../../core/call.ts';
import { deleteRow } from '../../core/deletion.ts';
import { changesOf, isEmpty } from '../../core/diff.ts';
import { invalidInput } from '../../core/errors.ts';
import { recordChange } from '../../core/events/record.ts';
import type { Parsed } from '../../core/parsed.ts';
import { assertVersion } from '../../core/versions.ts';
import { insertedRow } from '../../platform/db/inserted.ts';
import { bayEntity } from './entity.ts';
import { assertBay, listBays } from './rows.ts';
import { bays } from './table.ts';

export function list(call: SignedInCall, input: Parsed<typeof ListBaysInput>): Promise<Page<Bay>> {
  return listBays(call.read, input);
}

export function create(call: SignedInWriteCall, { name }: Parsed<typeof CreateBayInput>): Promise<Bay> {
  return call.write(async (tx) => {
    if ((await tx.$count(bays)) >= MAX_BAYS) {
      throw invalidInput([], `A shop has at most ${MAX_BAYS} bays: rename one instead.`);
    }
    const after = insertedRow(await tx.insert(bays).values({ name }).returning());
    recordChange(call, bayEntity, { before: null, after });
    return after;
  });
}

export function update(
  call: SignedInWriteCall,
  { id, version, ...wanted }: Parsed<typeof UpdateBayInput>,
): Promise<Bay> {
  return call.write(async (tx) => {
    const before = await assertBay(tx, id);
    assertVersion(before, version);
    const changes = changesOf(before, wanted);
    if (isEmpty(changes)) return before;
    await tx
      .update(bays)
      .set({ ...changes, version: sql`${bays.version} + 1` })
      .where(eq(bays.id, id));
    const after = await assertBay(tx, id);
    recordChange(call, bayEntity, { before, after });
    return after;
  });
}

export function remove(call: SignedInWriteCall, id: number): Promise<Deleted> {
  return call.write(async (tx) => {
    const before = await assertBay(tx, id);
    await deleteRow(call, tx, bays, id);
    recordChange(call, bayEntity, { before, after: null });
    return { id, message: 'The bay is deleted.' };
  });
}
