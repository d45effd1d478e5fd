import createClient from 'openapi-fetch';
import type { paths } from './schema.d.ts';

const { SHOP_URL, MECHANIC_EMAIL = '', MECHANIC_PASSWORD = '', CUSTOMER_ID, PART_ID } = process.env;
const api = createClient<paths>({ baseUrl: `${SHOP_URL}/api` });

/** Returns the data, or throws the shop's error. */
function ok<T, E>({ data, error }: { data?: T; error?: E }): NonNullable<T> {
  if (data === undefined || data === null) throw new Error(JSON.stringify(error));
  return data;
}

const login = { email: MECHANIC_EMAIL, password: MECHANIC_PASSWORD };
const session = ok(await api.POST('/login', { body: login }));
api.use({
  onRequest({ request }) {
    request.headers.set('authorization', `Bearer ${session.token}`);
  },
});

const body = { customerId: Number(CUSTOMER_ID), description: 'By openapi-typescript' };
const ticket = ok(await api.POST('/service-tickets', { body }));
const path = { id: ticket.id, partId: Number(PART_ID) };
const line = '/service-tickets/{id}/assign-inventory/{partId}';

const refused = await api.POST(line, { params: { path }, body: { quantity: 5000 } });
console.log(refused.response.status, refused.error?.error.data.reason);

const total: number = ok(await api.POST(line, { params: { path }, body: { quantity: 2 } })).partsTotalCents;
console.log(`Parts for ${(total / 100).toFixed(2)}`);

for (const status of ['in_progress', 'completed'] as const) {
  ok(await api.PUT('/service-tickets/{id}/status', { params: { path: { id: ticket.id } }, body: { status } }));
}
const page = ok(await api.GET('/service-tickets', { params: { query: { status: 'completed', limit: 1 } } }));
console.log(page.items.map(({ description }) => description).join());
