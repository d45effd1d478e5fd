import { NoInput, Shop, UpdateShopInput } from '@mechanic-shop/shared';
import { idempotent } from '../../api/idempotency.ts';
import { adminProcedure, publicProcedure } from '../../api/trpc.ts';
import { shopDocs } from './docs.ts';
import * as shop from './service.ts';

const docs = shopDocs.procedures;

export const shopRouter = {
  get: publicProcedure
    .meta({ rest: { method: 'GET', path: '/shop' }, cacheable: true, ...docs.get })
    .input(NoInput)
    .output(Shop)
    .query(({ ctx }) => shop.get(ctx)),
  update: adminProcedure
    .meta({ rest: { method: 'PUT', path: '/shop' }, ...docs.update })
    .input(UpdateShopInput)
    .output(Shop)
    .mutation(idempotent(shop.update)),
};
