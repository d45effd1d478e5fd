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
import { once } from '../idempotency.ts';
import { adminOrSelfProcedure, mechanicOrSelfProcedure, mechanicProcedure } from '../trpc.ts';
import * as customers from './service.ts';

export const customersRouter = {
  list: mechanicProcedure
    .input(ListCustomersInput)
    .output(pageOf(Customer))
    .query(({ ctx, input }) => customers.list(ctx, input)),
  get: mechanicOrSelfProcedure
    .input(IdInput)
    .output(Customer)
    .query(({ ctx, input }) => customers.get(ctx, input.id)),
  create: mechanicProcedure.input(CreateCustomerInput).output(Customer).mutation(once(customers.create)),
  update: mechanicOrSelfProcedure.input(UpdateCustomerInput).output(Customer).mutation(once(customers.update)),
  delete: adminOrSelfProcedure.input(DeleteCustomerInput).output(Deleted).mutation(once(customers.remove)),
};
