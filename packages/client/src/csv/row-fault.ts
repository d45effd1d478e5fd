/** What can be wrong with a row of a file before it is sent, in English. */
const faults = {
  money: 'Type an amount like 120.25 or 120,25.',
  cents: 'Type whole cents, like 12025.',
  integer: 'Type a whole number, like 3.',
  ambiguous: 'Type 1000 or 1.0: this can be read as both.',
  number: 'Type a number, like 4.3.',
  yesNo: 'Type yes or no.',
  tooManyCells: 'This line has more cells than the header.',
  repeated: 'An earlier line has the same.',
};

export type RowFault = keyof typeof faults;

/** A fault as the server would say it, and by its name for those who have their own words. */
export const issueOf = (path: string[], fault: RowFault) => ({ path, message: faults[fault], fault });
