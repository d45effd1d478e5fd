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
const WEEK_MS = 7 * 86_400_000;
/** However large the shop is, so many invoices are issued in a week. */
const INVOICES_A_WEEK = 2_000;
/** The week in which the last invoices are issued. */
export const lastWeek = { from: '2026-11-13', to: '2026-11-19' };

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

/** Writes what belongs to the ticket of the nth customer besides: deferred work, an event, an appointment, an invoice. */
function dayFiller(client: ReturnType<typeof connect>, customers: number, staff: number): (n: number) => void {
  const insert = inserter(client);
  const job = insert(
    'ticket_jobs',
    'id,ticket_id,name,deferred_at,deferred_reason,deferred_net_cents,deferred_customer_id,deferred_vehicle_id,deferred_open',
  );
  const event = insert(
    'events',
    'at,kind,entity,entity_id,version,ticket_id,customer_id,account_id,via,request_id,audience,changes',
  );
  const appointment = insert(
    'appointments',
    'customer_id,vehicle_id,ticket_id,starts_at,ends_at,mechanic_id,subject,status,version,created_at',
  );
  const invoice = insert(
    'invoices',
    'id,sequence,number,ticket_id,customer_id,status,issued_at,due_date,total_cents,snapshot',
  );
  const figures = insert(
    'invoice_figures',
    'invoice_id,issued_at,labor_cents,parts_cents,sublet_cents,fees_cents,supplies_cents,discount_cents,net_cents,tax_cents,total_cents,parts_cost_cents',
  );
  const tax = insert('invoice_taxes', 'invoice_id,issued_at,percent,base_cents,tax_cents');
  const step = WEEK_MS / INVOICES_A_WEEK;
  return (n) => {
    const customerId = staff + n;
    const at = DAY - (customers - n + 1) * step;
    const mechanicId = 1 + (n % staff);
    job(n, n, of(troubles, n), at, 'declined', 10_000, customerId, n, 1);
    event(at, 'ticket.updated', 'ticket', n, 2, n, customerId, mechanicId, 'session', `r${n}`, 'customer', '{}');
    const status = n > customers - 200 ? 'confirmed' : 'done';
    appointment(customerId, n, n, at, at + 3_600_000, mechanicId, 'Annual service', status, 1, at);
    invoice(n, n, `INV-${n}`, n, customerId, 'paid', at, lastWeek.from, 11_900, '{}');
    figures(n, at, 10_000, 0, 0, 0, 0, 0, 10_000, 1_900, 11_900, 0);
    tax(n, at, 19_000, 10_000, 1_900);
  };
}

/**
 * Fills an empty migrated SQLite file with this many customers, each with a vehicle, a ticket that has one mechanic and
 * a declined job, an event, an appointment and an invoice.
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
    'id,customer_id,vehicle_id,description,status,has_work,version,created_at,updated_at,completed_at',
  );
  const ticketWords = insert('tickets_search', 'rowid,words');
  const assignment = insert('ticket_mechanics', 'ticket_id,mechanic_id');
  const part = insert('parts', 'id,name,name_key,price_cents,quantity,reserved,version,created_at,updated_at');
  const line = insert('ticket_parts', 'ticket_id,part_id,name,quantity,unit_price_cents');

  const fillDay = dayFiller(client, customers, staff);
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
      ticket(n, id, n, description, status, 1, 1, at, at, live ? null : at);
      ticketWords(n, searchWords([description, first, last, plate], [String(n), plate]).join(' '));
      assignment(n, n % 10 === 0 ? 1 : 2 + (n % (staff - 1)));
      line(n, 1, 'Brake pad', 2, 4_990);
      fillDay(n);
    }
    client.exec(COUNT_TICKETS);
  });
  fill();
  client.close();
  return { rare: 'Zweistein', common: 'anna', busiest: 1, ticket: customers / 2, customer: staff + customers / 2 };
}
