import { Customer, EraseCustomerInput, IdInput, PersonalData } from '@mechanic-shop/shared';
import { idempotent } from '../../api/idempotency.ts';
import { adminOrSelfProcedure, adminProcedure } from '../../api/trpc.ts';
import { customersDocs } from '../customers/docs.ts';
import { eraseCustomer } from './erase.ts';
import { exportCustomer } from './export.ts';

const docs = customersDocs.procedures;

/** Procedures of customers that reach into the features above them. */
export const personalDataProcedures = {
  exportData: adminOrSelfProcedure
    .meta({ rest: { method: 'GET', path: '/customers/{id}/data' }, ...docs.exportData })
    .input(IdInput)
    .output(PersonalData)
    .query(({ ctx, input }) => exportCustomer(ctx, input.id)),
  erase: adminProcedure
    .meta({ rest: { method: 'POST', path: '/customers/{id}/erase' }, ...docs.erase })
    .input(EraseCustomerInput)
    .output(Customer)
    .mutation(idempotent(eraseCustomer)),
};
