import { isDeepStrictEqual } from 'node:util';
import type {
  CreateInspectionTemplateInput,
  Deleted,
  InspectionTemplate,
  ListInspectionTemplatesInput,
  Page,
  TemplateItem,
  UpdateInspectionTemplateInput,
} from '@mechanic-shop/shared';
import { desc, eq, lt, sql } from 'drizzle-orm';
import type { SignedInCall, SignedInWriteCall } from '../../core/call.ts';
import { deleteRow } from '../../core/deletion.ts';
import { notFound } from '../../core/errors.ts';
import { recordChange } from '../../core/events/record.ts';
import { IdPosition, keyset, newestPage } from '../../core/paging.ts';
import type { Parsed } from '../../core/parsed.ts';
import { assertVersion } from '../../core/versions.ts';
import type { Queries } from '../../platform/db/database.ts';
import { insertedRow } from '../../platform/db/inserted.ts';
import { type Slots, prepared } from '../../platform/db/prepared.ts';
import { instantText } from '../../platform/instants.ts';
import { inspectionTemplateEntity } from './entity.ts';
import { inspectionTemplates } from './table.ts';

function asTemplate(row: typeof inspectionTemplates.$inferSelect): InspectionTemplate {
  return { ...row, items: JSON.parse(row.items) as TemplateItem[], createdAt: instantText(row.createdAt) };
}

const byId = prepared('inspection_template_by_id', (db, p: Slots<{ id: number }>) =>
  db.select().from(inspectionTemplates).where(eq(inspectionTemplates.id, p.id)),
);

const newest = prepared('inspection_templates_newest', (db, p: Slots<{ before: number; limit: number }>) =>
  db
    .select()
    .from(inspectionTemplates)
    .where(lt(inspectionTemplates.id, p.before))
    .orderBy(desc(inspectionTemplates.id))
    .limit(p.limit),
);

export async function assertTemplate(db: Queries, id: number): Promise<InspectionTemplate> {
  const [row] = await byId(db, { id });
  if (!row) throw notFound('inspection_template');
  return asTemplate(row);
}

export function list(
  { read }: SignedInCall,
  { limit, cursor }: Parsed<typeof ListInspectionTemplatesInput>,
): Promise<Page<InspectionTemplate>> {
  const keys = keyset('inspectionTemplates.list', {}, IdPosition);
  return newestPage(keys, { limit, cursor }, async (wanted) => (await newest(read, wanted)).map(asTemplate));
}

export function get({ read }: SignedInCall, id: number): Promise<InspectionTemplate> {
  return assertTemplate(read, id);
}

export function create(
  call: SignedInWriteCall,
  { name, items }: Parsed<typeof CreateInspectionTemplateInput>,
): Promise<InspectionTemplate> {
  return call.write(async (tx) => {
    const values = { name, items: JSON.stringify(items), createdAt: call.shop.now() };
    const after = asTemplate(insertedRow(await tx.insert(inspectionTemplates).values(values).returning()));
    recordChange(call, inspectionTemplateEntity, { before: null, after });
    return after;
  });
}

export function update(
  call: SignedInWriteCall,
  input: Parsed<typeof UpdateInspectionTemplateInput>,
): Promise<InspectionTemplate> {
  return call.write(async (tx) => {
    const before = await assertTemplate(tx, input.id);
    assertVersion(before, input.version);
    const { name = before.name, items = before.items } = input;
    if (isDeepStrictEqual({ name, items }, { name: before.name, items: before.items })) return before;
    const rows = await tx
      .update(inspectionTemplates)
      .set({ name, items: JSON.stringify(items), version: sql`${inspectionTemplates.version} + 1` })
      .where(eq(inspectionTemplates.id, before.id))
      .returning();
    const after = asTemplate(insertedRow(rows));
    recordChange(call, inspectionTemplateEntity, { before, after });
    return after;
  });
}

export function remove(call: SignedInWriteCall, id: number): Promise<Deleted> {
  return call.write(async (tx) => {
    const before = await assertTemplate(tx, id);
    await deleteRow(call, tx, inspectionTemplates, id);
    recordChange(call, inspectionTemplateEntity, { before, after: null });
    return { id, message: 'The inspection template is deleted.' };
  });
}
