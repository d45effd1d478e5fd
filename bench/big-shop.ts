import { connect } from '../packages/server/src/platform/db/sqlite/connect.ts';
import { searchWords, phoneCodes, sortKeyOf } from '../packages/server/src/platform/db/words.ts';
import { COUNT_TICKETS, inserter, lastNames, of, troubles } from './filling.ts';

const firstNames = [
  'Anna',
  'Ben',
  'Çelik',
  'Dora',
  'Emil',
  'Fatima',
  'Gil',
  'Hanna',
  'Ivo',
  'Jörg',
  'Kim',
  'Lea',
  'Mia',
];

const DAY = Date.UTC(2026, 10, 20);

export interface BigShop {
  /** A name that no customer has. */
  rare: string;
  /** A first name that every 13th customer has. */
  common: string;
  /** The mechanic with a tenth of all tickets. */
  busiest: number;
  /** The median ticket. */
  ticket: number;
  /** The median customer. */
  customer: number;
}

/**
 * Fills an empty migrated SQLite file with this many customers, each with a vehicle and a ticket that has one mechanic.
 * The newest 200 tickets are open or in progress, the others completed. Writes rows and search words directly, without
 * the services.
 */
export function fillShop(file: string, customers: number): BigShop {
  const client = connect(file, { synchronous: 'OFF' });
  const staff = Math.max(20, customers / 1000);
  client.pragma('locking_mode = EXCLUSIVE');
  client.pragma('cache_size = -262144');
  // Inserts in id order into an empty table always append.
  const insert = inserter(client);
  const account = insert('accounts', 'id,role,email,first_name,last_name,version,created_at');
  const mechanic = insert('mechanics', 'id,active,ticket_count');
  const customer = insert('customers', 'id,phone,address,name_key');
  const customerWords = insert('customers_search', 'rowid,words');
  const vehicle = insert('vehicles', 'id,customer_id,make,model,year,license_plate,version,created_at');
  const ticket = insert(
    'tickets',
    'id,customer_id,vehicle_id,description,status,version,created_at,updated_at,completed_at',
  );
  const ticketWords = insert('tickets_search', 'rowid,words');
  const assignment = insert('ticket_mechanics', 'ticket_id,mechanic_id');
  const part = insert('parts', 'id,name,name_key,price_cents,quantity,reserved,version,created_at,updated_at');
  const line = insert('ticket_parts', 'ticket_id,part_id,name,quantity,unit_price_cents');

  const fill = client.transaction(() => {
    for (let id = 1; id <= staff; id++) {
      account(id, 'mechanic', `m${id}@shop.test`, of(firstNames, id), of(lastNames, id), 1, DAY);
      mechanic(id, 1, 0);
    }
    part(1, 'Brake pad', 'brake pad', 4_990, 1_000_000_000, customers, 1, DAY, DAY);
    for (let n = 1; n <= customers; n++) {
      const [id, at] = [staff + n, DAY + n];
      const first = of(firstNames, n);
      const last =
        n === customers / 2 ? 'Zweistein' : `${of(lastNames, Math.floor(n / 13))} ${Math.floor(n / 143) % 100}`;
      const [email, phone] = [`c${n}@example.com`, `+49 30 ${n}`];
      account(id, 'customer', email, first, last, 1, at);
      customer(id, phone, '1 Main Street', sortKeyOf(last, first));
      customerWords(id, searchWords([first, last, email, phone], [String(id), ...phoneCodes(phone)]).join(' '));
      const plate = `B-${n}`;
      vehicle(n, id, 'Volvo', 'V70', 2004, plate, 1, at);
      const live = n > customers - 200;
      const status = live ? (n % 2 === 0 ? 'open' : 'in_progress') : 'completed';
      const description = of(troubles, n);
      ticket(n, id, n, description, status, 1, at, at, live ? null : at);
      ticketWords(n, searchWords([description, first, last, plate], [String(n), plate]).join(' '));
      assignment(n, n % 10 === 0 ? 1 : 2 + (n % (staff - 1)));
      line(n, 1, 'Brake pad', 2, 4_990);
    }
    client.exec(COUNT_TICKETS);
  });
  fill();
  client.close();
  return { rare: 'Zweistein', common: 'anna', busiest: 1, ticket: customers / 2, customer: staff + customers / 2 };
}
