/** A phrase that the house style rules out, and what to write instead. */
export interface Phrase {
  /** Words separated by single spaces; `(a|b)` stands for either. */
  words: string;
  instead: string;
}

/** The phrases of docs/style.md, spelled so that ordinary technical English does not match. */
export const phrases: readonly Phrase[] = [
  { words: 'whoever', instead: 'name the reader or the program: "you", "the client", "anyone who"' },
  { words: 'nobody', instead: '"no one", or name who or what does not' },
  { words: 'he who', instead: 'name the reader or the program' },
  { words: '(is|are|was|were|be|been|gets|unless) told', instead: '"receives", "learns", or "by default"' },
  { words: '(tell|tells|told|telling) of', instead: '"describes", "reports"' },
  { words: '(is|are|was|were) to be', instead: '"must be", or the plain verb' },
  { words: 'by the way that', instead: '"by how"' },
  { words: '(go|goes|went|going) on', instead: '"continues", "still works"' },
  { words: '(come|comes|came) to the same', instead: '"have the same result"' },
  { words: '(come|comes|came) again', instead: '"retries"' },
  { words: '(look|looks|looked|looking) into', instead: '"searches", "reads"' },
  { words: 'its like', instead: '"and similar"' },
  { words: 'beside', instead: '"next to", "with", "apart from"' },
  { words: 'wherever that', instead: '"where"' },
  { words: 'so that none', instead: '"so no …"' },
];
