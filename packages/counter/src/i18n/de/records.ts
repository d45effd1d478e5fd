import type { Texts } from '../en.ts';

export const parts: Texts['parts'] = {
  name: 'Teil',
  sku: 'Nummer',
  price: 'Preis',
  quantity: 'Bestand',
  reserved: 'Reserviert',
  available: 'Verfügbar',
  inStock: 'Nur vorrätige',
  searchHint: 'Name oder Nummer',
  adjust: 'Bestand ändern',
  delta: 'Änderung',
  note: 'Notiz',
  movements: 'Bewegungen',
  at: 'Wann',
  kind: 'Art',
  ticket: 'Auftrag',
  kinds: {
    receive: 'Erhalten',
    adjust: 'Angepasst',
    reserve: 'Reserviert',
    release: 'Freigegeben',
    consume: 'Verbraucht',
    return: 'Zurückgegeben',
  },
};

export const customers: Texts['customers'] = {
  name: 'Name',
  company: 'Firma',
  phone: 'Telefon',
  email: 'E-Mail',
  cars: 'Autos',
  tickets: 'Aufträge',
  searchHint: 'Name, Telefon oder E-Mail',
  openTicket: 'Auftrag eröffnen',
};
