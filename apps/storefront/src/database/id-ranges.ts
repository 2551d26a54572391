import { sql, type RawBuilder, type SqlBool } from 'kysely';

/** A range may hold this many ids for each one that is asked for. */
const widest = 2;

/**
 * The condition that a column is one of these ids. Many ids that lie close together are asked for as a range: a list of a
 * thousand takes both sides longer to write and read than its rows. **Rows of other ids between them may come too**, so
 * whoever asks takes only what it asked for.
 * @param column as the statement names it, for instance `p.id`
 */
export function amongIds(column: string, ids: readonly number[]): RawBuilder<SqlBool> {
  let least = Infinity;
  let most = -Infinity;
  for (const id of ids) {
    if (id < least) least = id;
    if (id > most) most = id;
  }
  const isDense = ids.length > 1 && most - least < ids.length * widest;
  return isDense
    ? sql<SqlBool>`${sql.ref(column)} BETWEEN ${least} AND ${most}`
    : sql<SqlBool>`${sql.ref(column)} IN (${sql.join(ids.length > 0 ? ids : [null])})`;
}
