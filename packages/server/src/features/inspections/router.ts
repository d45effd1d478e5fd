import {
  CreateInspectionTemplateInput,
  Deleted,
  FinishInspectionInput,
  IdInput,
  Inspection,
  InspectionTemplate,
  ListInspectionTemplatesInput,
  ListInspectionsInput,
  RecommendInput,
  RecordInspectionInput,
  StartInspectionInput,
  Ticket,
  UpdateInspectionTemplateInput,
  pageOf,
} from '@mechanic-shop/shared';
import { idempotent } from '../../api/idempotency.ts';
import { adminProcedure, mechanicOrOwnerProcedure, mechanicProcedure } from '../../api/trpc.ts';
import { inspectionsDocs } from './docs.ts';
import * as inspections from './service.ts';
import { inspectionTemplatesDocs } from './template-docs.ts';
import * as templates from './templates.ts';

const docs = inspectionsDocs.procedures;
const templateDocs = inspectionTemplatesDocs.procedures;

export const inspectionTemplatesRouter = {
  list: mechanicProcedure
    .meta({ rest: { method: 'GET', path: '/inspection-templates' }, ...templateDocs.list })
    .input(ListInspectionTemplatesInput)
    .output(pageOf(InspectionTemplate))
    .query(({ ctx, input }) => templates.list(ctx, input)),
  get: mechanicProcedure
    .meta({ rest: { method: 'GET', path: '/inspection-templates/{id}' }, ...templateDocs.get })
    .input(IdInput)
    .output(InspectionTemplate)
    .query(({ ctx, input }) => templates.get(ctx, input.id)),
  create: adminProcedure
    .meta({ rest: { method: 'POST', path: '/inspection-templates', status: 201 }, ...templateDocs.create })
    .input(CreateInspectionTemplateInput)
    .output(InspectionTemplate)
    .mutation(idempotent(templates.create)),
  update: adminProcedure
    .meta({ rest: { method: 'PUT', path: '/inspection-templates/{id}' }, ...templateDocs.update })
    .input(UpdateInspectionTemplateInput)
    .output(InspectionTemplate)
    .mutation(idempotent(templates.update)),
  delete: adminProcedure
    .meta({ rest: { method: 'DELETE', path: '/inspection-templates/{id}' }, ...templateDocs.delete })
    .input(IdInput)
    .output(Deleted)
    .mutation(idempotent((call, { id }) => templates.remove(call, id))),
};

export const inspectionsRouter = {
  start: mechanicProcedure
    .meta({ rest: { method: 'POST', path: '/inspections', status: 201 }, ...docs.start })
    .input(StartInspectionInput)
    .output(Inspection)
    .mutation(idempotent(inspections.start)),
  record: mechanicProcedure
    .meta({ rest: { method: 'PUT', path: '/inspections/{id}/items' }, ...docs.record })
    .input(RecordInspectionInput)
    .output(Inspection)
    .mutation(idempotent(inspections.record)),
  finish: mechanicProcedure
    .meta({ rest: { method: 'POST', path: '/inspections/{id}/finish' }, ...docs.finish })
    .input(FinishInspectionInput)
    .output(Inspection)
    .mutation(idempotent(inspections.finish)),
  recommend: mechanicProcedure
    .meta({ rest: { method: 'POST', path: '/inspections/{id}/recommend' }, ...docs.recommend })
    .input(RecommendInput)
    .output(Ticket)
    .mutation(idempotent(inspections.recommend)),
  list: mechanicOrOwnerProcedure
    .meta({ rest: { method: 'GET', path: '/inspections' }, ...docs.list })
    .input(ListInspectionsInput)
    .output(pageOf(Inspection))
    .query(({ ctx, input }) => inspections.list(ctx, input)),
  get: mechanicOrOwnerProcedure
    .meta({ rest: { method: 'GET', path: '/inspections/{id}' }, ...docs.get })
    .input(IdInput)
    .output(Inspection)
    .query(({ ctx, input }) => inspections.get(ctx, input.id)),
};
