/** The key that a mechanic of the demo shop tried and revoked. */
export const DEMO_KEY = { name: 'Trial of a booking form', scopes: ['shop.get', 'tickets.create', 'vehicles.*'] };
