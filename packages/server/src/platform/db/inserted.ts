/** The row that an `insert … returning` of one row returned. */
export function insertedRow<Row>([row]: readonly Row[]): Row {
  if (row === undefined) throw new Error('An insert returned no row');
  return row;
}
