/** The words of documents in one language. */
export interface Texts {
  invoice: string;
  estimate: string;
  page: string;
  taxNumber: string;
  phone: string;
  email: string;
  billTo: string;
  preparedFor: string;
  invoiceNumber: string;
  invoiceDate: string;
  supplyDate: string;
  dueDate: string;
  estimateDate: string;
  validUntil: string;
  ticket: string;
  vehicle: string;
  licensePlate: string;
  vin: string;
  mileage: string;
  description: string;
  quantity: string;
  unitPrice: string;
  discount: string;
  tax: string;
  /** Of a column, with `{currency}`. */
  amount: string;
  otherWork: string;
  /** Of a job, with `{job}`. */
  subtotal: string;
  labor: string;
  parts: string;
  sublet: string;
  fees: string;
  supplies: string;
  net: string;
  /** A tax rate and what it is taken of, with `{percent}` and `{base}`. */
  taxOn: string;
  /** The same where prices contain the tax. */
  taxIn: string;
  untaxed: string;
  total: string;
  paid: string;
  balance: string;
  credit: string;
  note: string;
  taxExempt: string;
  pricesWithTax: string;
  approved: string;
  declined: string;
  /** With `{name}` and `{date}`. */
  answeredBy: string;
  void: string;
  /** With `{date}` and `{reason}`. */
  voided: string;
  expired: string;
  superseded: string;
  withdrawn: string;
  /** Units that the program itself names; an empty one is not written. */
  units: Readonly<Record<string, string>>;
}

const en: Texts = {
  invoice: 'Invoice',
  estimate: 'Estimate',
  page: 'Page {page} of {pages}',
  taxNumber: 'Tax number',
  phone: 'Phone',
  email: 'Email',
  billTo: 'Bill to',
  preparedFor: 'Prepared for',
  invoiceNumber: 'Invoice number',
  invoiceDate: 'Invoice date',
  supplyDate: 'Date of service',
  dueDate: 'Due date',
  estimateDate: 'Date',
  validUntil: 'Valid until',
  ticket: 'Ticket',
  vehicle: 'Vehicle',
  licensePlate: 'License plate',
  vin: 'VIN',
  mileage: 'Mileage',
  description: 'Description',
  quantity: 'Quantity',
  unitPrice: 'Unit price',
  discount: 'Discount',
  tax: 'Tax',
  amount: 'Amount {currency}',
  otherWork: 'Other work and parts',
  subtotal: 'Subtotal {job}',
  labor: 'Labor',
  parts: 'Parts',
  sublet: 'Sublet work',
  fees: 'Fees',
  supplies: 'Shop supplies',
  net: 'Net',
  taxOn: 'Tax {percent} on {base}',
  taxIn: 'Contains tax {percent} on {base}',
  untaxed: 'Tax 0% on {base}',
  total: 'Total',
  paid: 'Paid',
  balance: 'Balance due',
  credit: 'Credit balance',
  note: 'Note',
  taxExempt: 'The customer is exempt from tax.',
  pricesWithTax: 'Prices contain tax.',
  approved: 'approved',
  declined: 'declined',
  answeredBy: 'Answered by {name} on {date}.',
  void: 'VOID',
  voided: 'This invoice was voided on {date}. Reason: {reason}',
  expired: 'EXPIRED',
  superseded: 'SUPERSEDED',
  withdrawn: 'WITHDRAWN',
  units: { piece: '' },
};

const de: Texts = {
  invoice: 'Rechnung',
  estimate: 'Kostenvoranschlag',
  page: 'Seite {page} von {pages}',
  taxNumber: 'Steuernummer',
  phone: 'Telefon',
  email: 'E-Mail',
  billTo: 'Rechnung an',
  preparedFor: 'Erstellt für',
  invoiceNumber: 'Rechnungsnummer',
  invoiceDate: 'Rechnungsdatum',
  supplyDate: 'Leistungsdatum',
  dueDate: 'Fällig am',
  estimateDate: 'Datum',
  validUntil: 'Gültig bis',
  ticket: 'Auftrag',
  vehicle: 'Fahrzeug',
  licensePlate: 'Kennzeichen',
  vin: 'FIN',
  mileage: 'Kilometerstand',
  description: 'Beschreibung',
  quantity: 'Menge',
  unitPrice: 'Einzelpreis',
  discount: 'Rabatt',
  tax: 'USt.',
  amount: 'Betrag {currency}',
  otherWork: 'Weitere Arbeiten und Teile',
  subtotal: 'Zwischensumme {job}',
  labor: 'Arbeit',
  parts: 'Teile',
  sublet: 'Fremdleistungen',
  fees: 'Gebühren',
  supplies: 'Kleinmaterial',
  net: 'Netto',
  taxOn: 'USt. {percent} auf {base}',
  taxIn: 'Enthält USt. {percent} auf {base}',
  untaxed: 'USt. 0 % auf {base}',
  total: 'Gesamtbetrag',
  paid: 'Bezahlt',
  balance: 'Offener Betrag',
  credit: 'Guthaben',
  note: 'Hinweis',
  taxExempt: 'Der Kunde ist von der Umsatzsteuer befreit.',
  pricesWithTax: 'Die Preise enthalten die Umsatzsteuer.',
  approved: 'freigegeben',
  declined: 'abgelehnt',
  answeredBy: 'Beantwortet von {name} am {date}.',
  void: 'STORNIERT',
  voided: 'Diese Rechnung wurde am {date} storniert. Grund: {reason}',
  expired: 'ABGELAUFEN',
  superseded: 'ERSETZT',
  withdrawn: 'ZURÜCKGEZOGEN',
  units: { piece: 'Stück', h: 'Std.' },
};

/** The words for a BCP 47 language: German, else English. */
export function textsFor(language: string): Texts {
  return new Intl.Locale(language).language === 'de' ? de : en;
}

/** Puts values in the places of a text. */
export function filled(text: string, values: Readonly<Record<string, string>>): string {
  return text.replace(/\{(\w+)\}/g, (place, name: string) => values[name] ?? place);
}
