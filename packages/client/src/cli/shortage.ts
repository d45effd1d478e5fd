import { isShopError } from '../index.ts';
import type { Shop } from './connect.ts';
import { orNothing } from './people-names.ts';

/** The server names a part that is short by its id; this message has its name and SKU. Undefined for other errors. */
export async function shortageText(shop: Shop, error: unknown): Promise<string | undefined> {
  if (!isShopError(error, 'INSUFFICIENT_STOCK')) return undefined;
  const { partId } = error.data.details;
  const part = await orNothing(shop.inventory.get.query({ id: partId }));
  return part && error.message.replace(`Part ${partId} `, `${part.name} (${part.sku ?? partId}) `);
}
