import {
  CreateCustomerInput,
  Customer,
  DeleteCustomerInput,
  Deleted,
  IdInput,
  ListCustomersInput,
  UpdateCustomerInput,
  pageOf,
} from '@mechanic-shop/shared';
import { idempotent } from '../../api/idempotency.ts';
import { adminOrSelfProcedure, mechanicOrSelfProcedure, mechanicProcedure } from '../../api/trpc.ts';
import * as customers from './service.ts';

export const customersRouter = {
  list: mechanicProcedure
    .meta({ rest: { method: 'GET', path: '/customers' } })
    .input(ListCustomersInput)
    .output(pageOf(Customer))
    .query(({ ctx, input }) => customers.list(ctx, input)),
  get: mechanicOrSelfProcedure
    .meta({ rest: { method: 'GET', path: '/customers/{id}' } })
    .input(IdInput)
    .output(Customer)
    .query(({ ctx, input }) => customers.get(ctx, input.id)),
  create: mechanicProcedure
    .meta({ rest: { method: 'POST', path: '/customers', status: 201 } })
    .input(CreateCustomerInput)
    .output(Customer)
    .mutation(idempotent(customers.create)),
  update: mechanicOrSelfProcedure
    .meta({ rest: { method: 'PUT', path: '/customers/{id}' } })
    .input(UpdateCustomerInput)
    .output(Customer)
    .mutation(idempotent(customers.update)),
  delete: adminOrSelfProcedure
    .meta({ rest: { method: 'DELETE', path: '/customers/{id}', body: ['password'] } })
    .input(DeleteCustomerInput)
    .output(Deleted)
    .mutation(idempotent(customers.remove)),
};
