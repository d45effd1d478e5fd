export type * from '@mechanic-shop/shared';
export { type ShopClient, createShopClient } from './create-shop-client.ts';
export {
  type ShopAnswer,
  type ShopError,
  type ShopErrorData,
  type ShopUnreachableError,
  type UnreachableKind,
  isShopError,
  isShopUnreachable,
} from './errors.ts';
export { type FakeAnswers, createFakeShop } from './fake-shop.ts';
export type { ShopFetch, ShopResponse } from './fetch.ts';
export { fileSession } from './file-session.ts';
export * from './schemas.ts';
export { type SessionStore, memorySession } from './session-store.ts';
export { type ShopErrorFacts, shopError } from './shop-error.ts';
export { type ShopClientOptions, shopLinks } from './shop-links.ts';
