import {
  CreateSupplierInput,
  Deleted,
  IdInput,
  ImportResult,
  ImportSuppliersInput,
  ListSuppliersInput,
  Supplier,
  UpdateSupplierInput,
  pageOf,
} from '@mechanic-shop/shared';
import { idempotent } from '../../api/idempotency.ts';
import { adminProcedure, mechanicProcedure } from '../../api/trpc.ts';
import { suppliersDocs } from './docs.ts';
import { importSuppliers } from './import.ts';
import * as suppliers from './service.ts';

const docs = suppliersDocs.procedures;

export const suppliersRouter = {
  list: mechanicProcedure
    .meta({ rest: { method: 'GET', path: '/suppliers' }, ...docs.list })
    .input(ListSuppliersInput)
    .output(pageOf(Supplier))
    .query(({ ctx, input }) => suppliers.list(ctx, input)),
  get: mechanicProcedure
    .meta({ rest: { method: 'GET', path: '/suppliers/{id}' }, ...docs.get })
    .input(IdInput)
    .output(Supplier)
    .query(({ ctx, input }) => suppliers.get(ctx, input.id)),
  create: mechanicProcedure
    .meta({ rest: { method: 'POST', path: '/suppliers', status: 201 }, ...docs.create })
    .input(CreateSupplierInput)
    .output(Supplier)
    .mutation(idempotent(suppliers.create)),
  import: mechanicProcedure
    .meta({ rest: { method: 'POST', path: '/suppliers/import' }, ...docs.import })
    .input(ImportSuppliersInput)
    .output(ImportResult)
    .mutation(idempotent(importSuppliers)),
  update: mechanicProcedure
    .meta({ rest: { method: 'PUT', path: '/suppliers/{id}' }, ...docs.update })
    .input(UpdateSupplierInput)
    .output(Supplier)
    .mutation(idempotent(suppliers.update)),
  delete: adminProcedure
    .meta({ rest: { method: 'DELETE', path: '/suppliers/{id}' }, ...docs.delete })
    .input(IdInput)
    .output(Deleted)
    .mutation(idempotent((call, { id }) => suppliers.remove(call, id))),
};
