import {
  AdjustPartInput,
  CreatePartInput,
  Deleted,
  IdInput,
  ImportPartsInput,
  ImportResult,
  ListMovementsInput,
  ListPartRecordsInput,
  ListPartsInput,
  Part,
  PartRecord,
  StockMovement,
  UpdatePartInput,
  pageOf,
} from '@mechanic-shop/shared';
import { idempotent } from '../../api/idempotency.ts';
import { mechanicProcedure, publicProcedure } from '../../api/trpc.ts';
import { inventoryDocs } from './docs.ts';
import { importParts } from './import.ts';
import * as inventory from './service.ts';

const docs = inventoryDocs.procedures;

export const inventoryRouter = {
  list: publicProcedure
    .meta({ rest: { method: 'GET', path: '/inventory' }, cacheable: true, ...docs.list })
    .input(ListPartsInput)
    .output(pageOf(Part))
    .query(({ ctx, input }) => inventory.list(ctx, input)),
  get: publicProcedure
    .meta({ rest: { method: 'GET', path: '/inventory/{id}' }, cacheable: true, ...docs.get })
    .input(IdInput)
    .output(Part)
    .query(({ ctx, input }) => inventory.get(ctx, input.id)),
  record: mechanicProcedure
    .meta({ rest: { method: 'GET', path: '/inventory/{id}/record' }, ...docs.record })
    .input(IdInput)
    .output(PartRecord)
    .query(({ ctx, input }) => inventory.record(ctx, input.id)),
  records: mechanicProcedure
    .meta({ rest: { method: 'GET', path: '/inventory/records' }, ...docs.records })
    .input(ListPartRecordsInput)
    .output(pageOf(PartRecord))
    .query(({ ctx, input }) => inventory.records(ctx, input)),
  create: mechanicProcedure
    .meta({ rest: { method: 'POST', path: '/inventory', status: 201 }, ...docs.create })
    .input(CreatePartInput)
    .output(Part)
    .mutation(idempotent(inventory.create)),
  import: mechanicProcedure
    .meta({ rest: { method: 'POST', path: '/inventory/import' }, ...docs.import })
    .input(ImportPartsInput)
    .output(ImportResult)
    .mutation(idempotent(importParts)),
  update: mechanicProcedure
    .meta({ rest: { method: 'PUT', path: '/inventory/{id}' }, ...docs.update })
    .input(UpdatePartInput)
    .output(Part)
    .mutation(idempotent(inventory.update)),
  adjust: mechanicProcedure
    .meta({ rest: { method: 'POST', path: '/inventory/{id}/adjust' }, ...docs.adjust })
    .input(AdjustPartInput)
    .output(Part)
    .mutation(idempotent(inventory.adjust)),
  delete: mechanicProcedure
    .meta({ rest: { method: 'DELETE', path: '/inventory/{id}' }, ...docs.delete })
    .input(IdInput)
    .output(Deleted)
    .mutation(idempotent((call, { id }) => inventory.remove(call, id))),
  movements: mechanicProcedure
    .meta({ rest: { method: 'GET', path: '/inventory/{id}/movements', params: { id: 'partId' } }, ...docs.movements })
    .input(ListMovementsInput)
    .output(pageOf(StockMovement))
    .query(({ ctx, input }) => inventory.movements(ctx, input)),
};
