import {
  AnswerEstimateInput,
  DocumentFile,
  DecideEstimateInput,
  Estimate,
  EstimateView,
  IdInput,
  ListEstimatesInput,
  SendEstimateInput,
  SentEstimate,
  ViewEstimateInput,
  pageOf,
} from '@mechanic-shop/shared';
import { idempotent, idempotentByLink, withoutKey } from '../../api/idempotency.ts';
import { mechanicOrOwnerProcedure, mechanicProcedure, ownerProcedure, publicProcedure } from '../../api/trpc.ts';
import { codeDigest } from '../../platform/security/codes.ts';
import { answer, decide, view } from './answer.ts';
import { estimatesDocs } from './docs.ts';
import { pdf } from './pdf.ts';
import { send } from './send.ts';
import * as estimates from './service.ts';

const docs = estimatesDocs.procedures;

export const estimatesRouter = {
  // Returns a secret, which is not stored: not even for a repeat under the same key.
  send: mechanicProcedure
    .meta({ rest: { method: 'POST', path: '/service-tickets/{ticketId}/estimates', status: 201 }, ...docs.send })
    .input(SendEstimateInput)
    .output(SentEstimate)
    .mutation(withoutKey(send)),
  list: mechanicOrOwnerProcedure
    .meta({ rest: { method: 'GET', path: '/service-tickets/{ticketId}/estimates' }, ...docs.list })
    .input(ListEstimatesInput)
    .output(pageOf(Estimate))
    .query(({ ctx, input }) => estimates.list(ctx, input)),
  get: mechanicOrOwnerProcedure
    .meta({ rest: { method: 'GET', path: '/estimates/{id}' }, ...docs.get })
    .input(IdInput)
    .output(Estimate)
    .query(({ ctx, input }) => estimates.get(ctx, input.id)),
  pdf: mechanicOrOwnerProcedure
    .meta({ rest: { method: 'GET', path: '/estimates/{id}/pdf', file: 'application/pdf' }, ...docs.pdf })
    .input(IdInput)
    .output(DocumentFile)
    .query(({ ctx, input, signal }) => pdf(ctx, input.id, signal)),
  withdraw: mechanicProcedure
    .meta({ rest: { method: 'POST', path: '/estimates/{id}/withdraw' }, ...docs.withdraw })
    .input(IdInput)
    .output(Estimate)
    .mutation(idempotent((call, { id }) => estimates.withdraw(call, id))),
  // A POST over plain HTTP, because a code must not be in a URL. It writes: the first view is recorded.
  view: publicProcedure
    .meta({ limit: 'codes', rest: { method: 'POST', path: '/estimates/view' }, ...docs.view })
    .input(ViewEstimateInput)
    .output(EstimateView)
    .query(withoutKey((call, { code }) => view(call, code))),
  answer: publicProcedure
    .meta({ limit: 'codes', rest: { method: 'POST', path: '/estimates/answer' }, ...docs.answer })
    .input(AnswerEstimateInput)
    .output(EstimateView)
    .mutation(idempotentByLink(({ code }) => codeDigest(code), answer)),
  decide: ownerProcedure
    .meta({ rest: { method: 'POST', path: '/estimates/{id}/decide' }, ...docs.decide })
    .input(DecideEstimateInput)
    .output(Estimate)
    .mutation(idempotent(decide)),
};
