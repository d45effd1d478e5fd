import {
  DocumentFile,
  IdInput,
  Invoice,
  IssueInvoiceInput,
  ListInvoicesInput,
  VoidInvoiceInput,
  pageOf,
} from '@mechanic-shop/shared';
import { idempotent } from '../../api/idempotency.ts';
import { adminProcedure, mechanicOrOwnerProcedure, mechanicProcedure, signedInProcedure } from '../../api/trpc.ts';
import { invoicesDocs } from './docs.ts';
import * as invoices from './service.ts';

const docs = invoicesDocs.procedures;

export const invoicesRouter = {
  issue: mechanicProcedure
    .meta({ rest: { method: 'POST', path: '/invoices', status: 201 }, ...docs.issue })
    .input(IssueInvoiceInput)
    .output(Invoice)
    .mutation(idempotent(invoices.issue)),
  get: mechanicOrOwnerProcedure
    .meta({ rest: { method: 'GET', path: '/invoices/{id}' }, ...docs.get })
    .input(IdInput)
    .output(Invoice)
    .query(({ ctx, input }) => invoices.get(ctx, input.id)),
  pdf: mechanicOrOwnerProcedure
    .meta({ rest: { method: 'GET', path: '/invoices/{id}/pdf', file: 'application/pdf' }, ...docs.pdf })
    .input(IdInput)
    .output(DocumentFile)
    .query(({ ctx, input, signal }) => invoices.pdf(ctx, input.id, signal)),
  list: signedInProcedure
    .meta({ rest: { method: 'GET', path: '/invoices' }, ...docs.list })
    .input(ListInvoicesInput)
    .output(pageOf(Invoice))
    .query(({ ctx, input }) => invoices.list(ctx, input)),
  void: adminProcedure
    .meta({ rest: { method: 'POST', path: '/invoices/{id}/void' }, ...docs.void })
    .input(VoidInvoiceInput)
    .output(Invoice)
    .mutation(idempotent(invoices.voidInvoice)),
};
