import {
  CancelPurchaseInput,
  CreateFromReorderInput,
  CreatePurchaseInput,
  Deleted,
  IdInput,
  ListPurchasesInput,
  OrderPurchaseInput,
  Purchase,
  Receipt,
  ReceivePurchaseInput,
  Reorder,
  ReorderInput,
  UpdatePurchaseInput,
  pageOf,
} from '@mechanic-shop/shared';
import { idempotent } from '../../api/idempotency.ts';
import { mechanicProcedure } from '../../api/trpc.ts';
import { purchasesDocs } from './docs.ts';
import { cancel, order } from './order.ts';
import { receive } from './receive.ts';
import { createFromReorder, reorder } from './reorder.ts';
import * as purchases from './service.ts';

const docs = purchasesDocs.procedures;

export const purchasesRouter = {
  list: mechanicProcedure
    .meta({ rest: { method: 'GET', path: '/purchases' }, ...docs.list })
    .input(ListPurchasesInput)
    .output(pageOf(Purchase))
    .query(({ ctx, input }) => purchases.list(ctx, input)),
  get: mechanicProcedure
    .meta({ rest: { method: 'GET', path: '/purchases/{id}' }, ...docs.get })
    .input(IdInput)
    .output(Purchase)
    .query(({ ctx, input }) => purchases.get(ctx, input.id)),
  create: mechanicProcedure
    .meta({ rest: { method: 'POST', path: '/purchases', status: 201 }, ...docs.create })
    .input(CreatePurchaseInput)
    .output(Purchase)
    .mutation(idempotent(purchases.create)),
  update: mechanicProcedure
    .meta({ rest: { method: 'PUT', path: '/purchases/{id}' }, ...docs.update })
    .input(UpdatePurchaseInput)
    .output(Purchase)
    .mutation(idempotent(purchases.update)),
  order: mechanicProcedure
    .meta({ rest: { method: 'POST', path: '/purchases/{id}/order' }, ...docs.order })
    .input(OrderPurchaseInput)
    .output(Purchase)
    .mutation(idempotent(order)),
  receive: mechanicProcedure
    .meta({ rest: { method: 'POST', path: '/purchases/{id}/receive' }, ...docs.receive })
    .input(ReceivePurchaseInput)
    .output(Receipt)
    .mutation(idempotent(receive)),
  cancel: mechanicProcedure
    .meta({ rest: { method: 'POST', path: '/purchases/{id}/cancel' }, ...docs.cancel })
    .input(CancelPurchaseInput)
    .output(Purchase)
    .mutation(idempotent(cancel)),
  delete: mechanicProcedure
    .meta({ rest: { method: 'DELETE', path: '/purchases/{id}' }, ...docs.delete })
    .input(IdInput)
    .output(Deleted)
    .mutation(idempotent((call, { id }) => purchases.remove(call, id))),
  reorder: mechanicProcedure
    .meta({ rest: { method: 'GET', path: '/purchases/reorder' }, ...docs.reorder })
    .input(ReorderInput)
    .output(Reorder)
    .query(({ ctx, input }) => reorder(ctx, input)),
  createFromReorder: mechanicProcedure
    .meta({ rest: { method: 'POST', path: '/purchases/reorder', status: 201 }, ...docs.createFromReorder })
    .input(CreateFromReorderInput)
    .output(Purchase)
    .mutation(idempotent(createFromReorder)),
};
