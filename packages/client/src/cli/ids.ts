const idOf = (row: unknown): string[] =>
  typeof row === 'object' && row !== null && 'id' in row && typeof row.id === 'number' ? [String(row.id)] : [];

/** The ids of what a procedure answered, for `--quiet`: of the one row, or of a page's rows; none where none has one. */
export const idsOf = (answer: unknown): string[] => {
  if (typeof answer !== 'object' || answer === null) return [];
  return 'items' in answer && Array.isArray(answer.items) ? answer.items.flatMap(idOf) : idOf(answer);
};
