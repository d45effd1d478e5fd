import type { ShopClient, Supplier } from '@mechanic-shop/client';
import { useQuery } from '@tanstack/react-query';
import { useShop, useShopClient } from '../../shop/shop.ts';

const PAGE = 100;

async function allSuppliers(shop: ShopClient, active: boolean): Promise<Supplier[]> {
  const found: Supplier[] = [];
  let cursor: string | undefined;
  do {
    const page = await shop.suppliers.list.query({ active, limit: PAGE, cursor });
    found.push(...page.items);
    cursor = page.nextCursor ?? undefined;
  } while (cursor !== undefined);
  return found;
}

/** Every supplier by name, also those who are retired; undefined while they load. */
export function useSuppliers(): Supplier[] | undefined {
  const path = useShop().suppliers.pathKey();
  const shop = useShopClient();
  const { data } = useQuery({
    queryKey: [...path, 'all'],
    queryFn: async () => {
      const lists = await Promise.all([true, false].map((active) => allSuppliers(shop, active)));
      return lists.flat().toSorted((a, b) => a.name.localeCompare(b.name));
    },
  });
  return data;
}

/** The suppliers to choose from, with the one that is chosen already. */
export function choosable(suppliers: readonly Supplier[], chosen: number | null): Supplier[] {
  return suppliers.filter(({ id, active }) => active || id === chosen);
}
