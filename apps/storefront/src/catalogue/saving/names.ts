import type { Queries, ShopTransaction } from '../../database/index.ts';
import { nameKey, slugify } from '../keys.ts';
import { bestSpelling, scentName } from '../spelling.ts';
import { allocateSlugs } from './slugs.ts';

type ScentTable = 'note' | 'accord';

/** The ids of notes or accords by the folded name; those that do not exist are missing. */
export async function readScentIds(
  queries: Queries,
  table: ScentTable,
  names: Iterable<string>,
): Promise<Map<string, number>> {
  const keys = [...new Set([...names].map(nameKey))];
  if (keys.length === 0) return new Map();
  const rows = await queries
    .selectFrom(table as 'note')
    .select(['id', 'name_key'])
    .where('name_key', 'in', keys)
    .execute();
  return new Map(rows.map((row) => [row.name_key, row.id]));
}

/** Makes the notes or accords that do not exist yet, each under the best of its spellings; adds them to `known`. */
export async function addScents(
  trx: ShopTransaction,
  table: ScentTable,
  names: Iterable<string>,
  known: Map<string, number>,
): Promise<void> {
  const spellings = new Map<string, Set<string>>();
  for (const name of names) {
    const key = nameKey(name);
    if (known.has(key)) continue;
    const found = spellings.get(key);
    if (found) found.add(scentName(name));
    else spellings.set(key, new Set([scentName(name)]));
  }
  if (spellings.size === 0) return;
  const added = [...spellings].map(([key, found]) => ({ name_key: key, name: bestSpelling(found) ?? key }));
  const slugs = await allocateSlugs(
    added.map(({ name }) => ({ base: slugify(name) })),
    async (wanted) => {
      const rows = await trx
        .selectFrom(table as 'note')
        .select('slug')
        .where('slug', 'in', wanted)
        .execute();
      return new Set(rows.map(({ slug }) => slug));
    },
  );
  await trx
    .insertInto(table as 'note')
    .values(added.map((row, index) => ({ ...row, slug: slugs[index]! })))
    .execute();
  for (const [key, id] of await readScentIds(
    trx,
    table,
    added.map(({ name }) => name),
  ))
    known.set(key, id);
}
