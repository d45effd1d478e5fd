import { ListPaymentsInput, Payment, RecordPaymentInput, RefundPaymentInput, pageOf } from '@mechanic-shop/shared';
import { idempotent } from '../../api/idempotency.ts';
import { adminProcedure, mechanicProcedure, signedInProcedure } from '../../api/trpc.ts';
import { paymentsDocs } from './docs.ts';
import * as payments from './service.ts';

const docs = paymentsDocs.procedures;

export const paymentsRouter = {
  record: mechanicProcedure
    .meta({ rest: { method: 'POST', path: '/payments', status: 201 }, ...docs.record })
    .input(RecordPaymentInput)
    .output(Payment)
    .mutation(idempotent(payments.record)),
  refund: adminProcedure
    .meta({ rest: { method: 'POST', path: '/payments/{id}/refund', status: 201 }, ...docs.refund })
    .input(RefundPaymentInput)
    .output(Payment)
    .mutation(idempotent(payments.refund)),
  list: signedInProcedure
    .meta({ rest: { method: 'GET', path: '/payments' }, ...docs.list })
    .input(ListPaymentsInput)
    .output(pageOf(Payment))
    .query(({ ctx, input }) => payments.list(ctx, input)),
};
