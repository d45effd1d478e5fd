import type { Texts } from '../en.ts';

export const settings: Texts['settings'] = {
  name: 'Name der Werkstatt',
  address: 'Anschrift',
  phone: 'Telefon',
  email: 'E-Mail',
  taxNumber: 'Steuernummer',
  laborRate: 'Stundensatz',
  partsPercent: 'Steuer auf Teile, %',
  laborPercent: 'Steuer auf Arbeitszeit, %',
  subletPercent: 'Steuer auf Fremdleistungen, %',
  feesPercent: 'Steuer auf Gebühren, %',
  estimateDays: 'Gültigkeit eines Kostenvoranschlags in Tagen',
  paymentDays: 'Zahlungsziel in Tagen',
  approvalRequired: 'Kunden müssen jede Arbeit freigeben, bevor sie fertig ist',
  documentNote: 'Hinweis auf Dokumenten',
  saved: 'Gespeichert',
};
