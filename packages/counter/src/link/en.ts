/** The page behind a link has few texts of its own, so that it stays small. */
export const en = {
  title: (shop: string) => `Estimate of ${shop}`,
  greeting: (name: string) => `Hello ${name},`,
  ask: 'Please decide about each job. Nothing is done before you approve it.',
  number: (ticket: number, estimate: number) => `Ticket ${ticket}, estimate ${estimate}`,
  validUntil: (instant: string) => `Valid until ${instant}`,
  details: 'What is included',
  approve: 'Approve',
  decline: 'Decline',
  total: 'Total of what you approve',
  beforeTax: 'Total of what you approve, before tax and further discounts',
  name: 'Your name',
  note: 'Note to the workshop',
  send: 'Send my decision',
  decideAll: 'Decide about each job first.',
  thanks: 'Thank you. The workshop has your decision.',
  decided: (name: string, instant: string) => `Decided by ${name}, ${instant}`,
  decisions: { approved: 'Approved', declined: 'Declined' },
  closed: {
    expired: 'This estimate has expired. Please ask the workshop for a new one.',
    superseded: 'There is a newer estimate. Please use the link to that one.',
    withdrawn: 'The workshop has withdrawn this estimate.',
  },
  loading: 'Loading…',
  unreachable: 'The server does not answer. What you typed is still here: try again in a moment.',
  unread: 'The server does not answer. Load this page again in a moment.',
  request: (id: string) => `Request ${id}`,
};

export type LinkTexts = typeof en;
