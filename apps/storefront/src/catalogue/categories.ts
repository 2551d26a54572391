import type { Queries, ShopTransaction } from '../database/index.ts';
import { recordChanges } from './change-feed.ts';

export interface CategoryRow {
  readonly id: number;
  readonly parentId: number | null;
  readonly slug: string;
  readonly name: string;
  readonly description: string | null;
  /** Among its siblings. */
  readonly position: number;
}

/** A category and those below it, in the order in which they are shown. */
export interface CategoryDraft {
  readonly slug: string;
  readonly name: string;
  readonly description: string | null;
  readonly children: readonly CategoryDraft[];
}

/** Levels of the tree. A product's page reads the whole path in its one query, which joins this many. */
export const mostCategoryLevels = 4;

/** Every category, roots first within each parent's order. */
export function readCategories(queries: Queries): Promise<readonly CategoryRow[]> {
  return queries
    .selectFrom('category')
    .select(['id', 'parent_id as parentId', 'slug', 'name', 'description', 'position'])
    .orderBy('parent_id')
    .orderBy('position')
    .orderBy('id')
    .execute();
}

/**
 * Makes the tree as given: by slug, new categories are added and others moved or renamed. Categories that the tree does
 * not name stay, as products may be in them.
 * @returns the ids by slug
 * @throws RangeError when the tree is deeper than `mostCategoryLevels` or names a slug twice
 */
export async function saveCategories(
  trx: ShopTransaction,
  tree: readonly CategoryDraft[],
): Promise<ReadonlyMap<string, number>> {
  const stored = new Map((await readCategories(trx)).map((row) => [row.slug, row]));
  const ids = new Map<string, number>();
  const changed: number[] = [];

  const save = async (drafts: readonly CategoryDraft[], parentId: number | null, level: number) => {
    for (const [position, { slug, name, description, children }] of drafts.entries()) {
      if (level > mostCategoryLevels)
        throw new RangeError(`The category "${slug}" lies deeper than ${mostCategoryLevels} levels.`);
      if (ids.has(slug)) throw new RangeError(`The category "${slug}" stands in the tree twice.`);
      const values = { parent_id: parentId, name, description, position };
      const before = stored.get(slug);
      let id = before?.id;
      if (id === undefined) {
        const inserted = await trx
          .insertInto('category')
          .values({ slug, ...values })
          .executeTakeFirst();
        id = Number(inserted.insertId);
        changed.push(id);
      } else if (!sameCategory(before, { ...values, parentId })) {
        await trx.updateTable('category').set(values).where('id', '=', id).execute();
        changed.push(id);
      }
      ids.set(slug, id);
      await save(children, id, level + 1);
    }
  };

  await save(tree, null, 1);
  await recordChanges(trx, 'category', changed);
  return ids;
}

function sameCategory(
  before: CategoryRow | undefined,
  after: Pick<CategoryRow, 'parentId' | 'name' | 'description' | 'position'>,
): boolean {
  return (
    before?.parentId === after.parentId &&
    before.name === after.name &&
    before.description === after.description &&
    before.position === after.position
  );
}
