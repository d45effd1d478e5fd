export * from '@mechanic-shop/shared';
export { type ShopClientOptions, createShopClient } from './create-shop-client.ts';
export {
  type ShopError,
  type ShopUnreachableError,
  type UnreachableKind,
  isShopError,
  isShopUnreachable,
} from './errors.ts';
export type { ShopFetch, ShopResponse } from './fetch.ts';
export { fileSession } from './file-session.ts';
export { type SessionStore, memorySession } from './session-store.ts';
