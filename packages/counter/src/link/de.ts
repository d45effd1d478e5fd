import type { LinkTexts } from './en.ts';

export const de: LinkTexts = {
  title: (shop) => `Kostenvoranschlag von ${shop}`,
  greeting: (name) => `Guten Tag ${name},`,
  ask: 'bitte entscheiden Sie über jede Arbeit. Ohne Ihre Freigabe wird nichts gemacht.',
  number: (ticket, estimate) => `Auftrag ${ticket}, Kostenvoranschlag ${estimate}`,
  validUntil: (instant) => `Gültig bis ${instant}`,
  details: 'Was enthalten ist',
  approve: 'Freigeben',
  decline: 'Ablehnen',
  total: 'Summe Ihrer Freigaben',
  beforeTax: 'Summe Ihrer Freigaben, ohne Steuer und weitere Rabatte',
  name: 'Ihr Name',
  note: 'Nachricht an die Werkstatt',
  send: 'Entscheidung senden',
  decideAll: 'Entscheiden Sie zuerst über jede Arbeit.',
  thanks: 'Danke. Die Werkstatt hat Ihre Entscheidung.',
  decided: (name, instant) => `Entschieden von ${name}, ${instant}`,
  decisions: { approved: 'Freigegeben', declined: 'Abgelehnt' },
  closed: {
    expired: 'Dieser Kostenvoranschlag ist abgelaufen. Bitte fragen Sie die Werkstatt nach einem neuen.',
    superseded: 'Es gibt einen neueren Kostenvoranschlag. Bitte nehmen Sie dessen Link.',
    withdrawn: 'Die Werkstatt hat diesen Kostenvoranschlag zurückgezogen.',
  },
  loading: 'Lädt…',
  unreachable: 'Der Server antwortet nicht. Ihre Eingaben sind noch da: Versuchen Sie es gleich noch einmal.',
  request: (id) => `Anfrage ${id}`,
};
