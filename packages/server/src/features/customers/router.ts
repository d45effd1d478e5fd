import {
  CreateCustomerInput,
  Customer,
  DeleteCustomerInput,
  Deleted,
  IdInput,
  ImportCustomersInput,
  ImportResult,
  ListCustomersInput,
  MergeCustomersInput,
  UpdateCustomerInput,
  pageOf,
} from '@mechanic-shop/shared';
import { idempotent } from '../../api/idempotency.ts';
import { adminOrSelfProcedure, adminProcedure, mechanicOrSelfProcedure, mechanicProcedure } from '../../api/trpc.ts';
import { customersDocs } from './docs.ts';
import { importCustomers } from './import.ts';
import * as customers from './service.ts';

const docs = customersDocs.procedures;

export const customersRouter = {
  list: mechanicProcedure
    .meta({ rest: { method: 'GET', path: '/customers' }, sharedBy: 'role', ...docs.list })
    .input(ListCustomersInput)
    .output(pageOf(Customer))
    .query(({ ctx, input }) => customers.list(ctx, input)),
  get: mechanicOrSelfProcedure
    .meta({ rest: { method: 'GET', path: '/customers/{id}' }, ...docs.get })
    .input(IdInput)
    .output(Customer)
    .query(({ ctx, input }) => customers.get(ctx, input.id)),
  create: mechanicProcedure
    .meta({ rest: { method: 'POST', path: '/customers', status: 201 }, ...docs.create })
    .input(CreateCustomerInput)
    .output(Customer)
    .mutation(idempotent(customers.create)),
  import: mechanicProcedure
    .meta({ rest: { method: 'POST', path: '/customers/import' }, ...docs.import })
    .input(ImportCustomersInput)
    .output(ImportResult)
    .mutation(idempotent(importCustomers)),
  update: mechanicOrSelfProcedure
    .meta({ rest: { method: 'PUT', path: '/customers/{id}' }, ...docs.update })
    .input(UpdateCustomerInput)
    .output(Customer)
    .mutation(idempotent(customers.update)),
  delete: adminOrSelfProcedure
    .meta({ rest: { method: 'DELETE', path: '/customers/{id}', body: ['password'] }, ...docs.delete })
    .input(DeleteCustomerInput)
    .output(Deleted)
    .mutation(idempotent(customers.remove)),
  merge: adminProcedure
    .meta({ rest: { method: 'POST', path: '/customers/{id}/merge' }, ...docs.merge })
    .input(MergeCustomersInput)
    .output(Customer)
    .mutation(idempotent(customers.merge)),
};
