import type { PurchaseStatus } from '@mechanic-shop/client';

export const purchaseStatuses: readonly PurchaseStatus[] = [
  'draft',
  'ordered',
  'partly_received',
  'received',
  'cancelled',
];
