/** Rows of the demo shop, which are the same in every fresh one; a test calls each procedure with its example. */
export const demo = { mechanic: 2, helper: 3, customer: 7, vehicle: 1, part: 1, openTicket: 132 };

/** What the examples of the creations make there. */
export const made = {
  account: 55,
  customer: 56,
  mechanic: 57,
  vehicle: 63,
  part: 346,
  ticket: 133,
  invite: 1,
  resetCode: 1,
  session: 1,
};

/** When the examples were called. */
export const NOW = '2026-11-20T09:30:00.000Z';

export const page = { limit: 20 };
export const password = 'correct horse battery';
