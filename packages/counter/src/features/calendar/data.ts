import type { Appointment, AppointmentStatus, Bay, Page } from '@mechanic-shop/client';
import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { everyPage } from '../../shop/every-page.ts';
import { useShop, useShopClient } from '../../shop/shop.ts';

/** Cancelled visits, and those that did not happen, take no place. */
const GONE: ReadonlySet<AppointmentStatus> = new Set(['cancelled', 'no_show']);
const LIVE: ReadonlySet<AppointmentStatus> = new Set(['requested', 'confirmed', 'arrived']);

export const isGone = ({ status }: Appointment): boolean => GONE.has(status);
/** Holds its bay and mechanic, and can be changed. */
export const isLive = ({ status }: Appointment): boolean => LIVE.has(status);

/** Every appointment that starts on the days from one to another. */
export function useAppointments(from: string, to: string) {
  const client = useShopClient();
  return useQuery({
    queryKey: useShop().appointments.list.queryKey({ from, to }),
    queryFn: async (): Promise<Page<Appointment>> => {
      const items = await everyPage((page) => client.appointments.list.query({ from, to, ...page }));
      return { items, nextCursor: null };
    },
    placeholderData: keepPreviousData,
  });
}

/** The bays that take appointments, and others that still have one. */
export function useBays(appointments: readonly Appointment[]): Pick<Bay, 'id' | 'name'>[] {
  const client = useShopClient();
  const bays = useQuery({
    queryKey: [...useShop().bays.pathKey(), 'all'],
    queryFn: () => everyPage((page) => client.bays.list.query(page)),
  });
  const used = new Set(appointments.map(({ bay }) => bay?.id));
  return bays.data?.filter(({ id, active }) => active || used.has(id)) ?? [];
}

const elementOf = (id: number): HTMLElement | null => document.querySelector<HTMLElement>(`[data-appointment="${id}"]`);

/** Moves one of the shown appointments to another time or bay. The focus goes along. */
export function useMove(shown: readonly Appointment[]) {
  const shop = useShop();
  const queries = useQueryClient();
  const wanted = useRef<{ id: number; version: number }>(undefined);
  useEffect(() => {
    // Once it is drawn at its new place, whether the answer or an event came first.
    const { id, version } = wanted.current ?? {};
    if (id === undefined || version === undefined) return;
    if (!shown.some((one) => one.id === id && one.version >= version)) return;
    wanted.current = undefined;
    elementOf(id)?.focus();
  }, [shown]);
  const update = useMutation(
    shop.appointments.update.mutationOptions({
      onSuccess: async (moved) => {
        queries.setQueriesData<Page<Appointment>>(
          shop.appointments.list.queryFilter(),
          (page) => page && { ...page, items: page.items.map((one) => (one.id === moved.id ? moved : one)) },
        );
        await queries.invalidateQueries(shop.appointments.pathFilter());
      },
    }),
  );
  const move = ({ id, version }: Appointment, to: { startsAt: string; bayId: number | null }): void => {
    // Its version is known again once the last move is drawn.
    if (wanted.current?.id === id) return;
    wanted.current = { id, version: version + 1 };
    const forget = (): void => {
      wanted.current = undefined;
    };
    update.mutate({ id, version, ...to }, { onError: forget });
  };
  return { move, error: update.error };
}
