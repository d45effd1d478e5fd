/** The webhook of the demo shop, which is off. Names under `.example` lead nowhere. */
export const DEMO_WEBHOOK = {
  url: 'https://books.example/events',
  kinds: ['invoice.*', 'payment.*'],
  description: 'Bookkeeping: invoices and payments',
};
