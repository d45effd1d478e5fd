import type { Supplier } from '@mechanic-shop/client';
import { useQuery } from '@tanstack/react-query';
import { everyPage } from '../../shop/every-page.ts';
import { useShop, useShopClient } from '../../shop/shop.ts';

/** Every supplier by name, also those who are retired; undefined while they load. */
export function useSuppliers(): Supplier[] | undefined {
  const path = useShop().suppliers.pathKey();
  const shop = useShopClient();
  const { data } = useQuery({
    queryKey: [...path, 'all'],
    queryFn: async () => {
      const lists = await Promise.all(
        [true, false].map((active) => everyPage((page) => shop.suppliers.list.query({ active, ...page }))),
      );
      return lists.flat().toSorted((a, b) => a.name.localeCompare(b.name));
    },
  });
  return data;
}

/** The suppliers to choose from, with the one that is chosen already. */
export function choosable(suppliers: readonly Supplier[], chosen: number | null): Supplier[] {
  return suppliers.filter(({ id, active }) => active || id === chosen);
}
