import type { InvoiceStatus, PaymentMethod } from '@mechanic-shop/client';

export const invoiceStatuses: readonly InvoiceStatus[] = ['open', 'paid', 'void'];

export const paymentMethods: readonly PaymentMethod[] = ['cash', 'card', 'transfer', 'check', 'other'];
