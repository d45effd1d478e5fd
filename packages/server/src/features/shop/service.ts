import type { Shop, UpdateShopInput } from '@mechanic-shop/shared';
import type { Call, SignedInWriteCall } from '../../core/call.ts';
import { recordChange } from '../../core/events/record.ts';
import type { Parsed } from '../../core/parsed.ts';
import { assertVersion } from '../../core/versions.ts';
import type { MaybePromise } from '../../platform/maybe-promise.ts';
import { shopEntity } from './entity.ts';
import { SHOP_ID, readSettings, settingsFor, writeSettings } from './rows.ts';

export function get(call: Call): MaybePromise<Shop> {
  return settingsFor(call, call.read);
}

export function update(call: SignedInWriteCall, { version, ...wanted }: Parsed<typeof UpdateShopInput>): Promise<Shop> {
  return call.write(async (tx) => {
    const current = await readSettings(tx);
    assertVersion(current, version);
    const given = Object.entries(wanted).filter(([, value]) => value !== undefined);
    const next: Shop = { ...current, ...(Object.fromEntries(given) as Partial<Shop>) };
    if (JSON.stringify(next) === JSON.stringify(current)) return current;
    const after = { ...next, version: current.version + 1, updatedAt: call.shop.now().toISOString() };
    await writeSettings(tx, after);
    recordChange(call, shopEntity, { before: { ...current, id: SHOP_ID }, after: { ...after, id: SHOP_ID } });
    return after;
  });
}
