import { parseJsonColumn } from '@perfume/db-client';
import type { Queries, ShopTransaction } from '../database/index.ts';
import type { ListingQuery } from '../listing/model.ts';
import { recordChanges } from './change-feed.ts';
import { parseCollectionRule } from './collection-rule.ts';

/** A listing that fills itself by a rule. */
export interface Collection {
  readonly id: number;
  readonly slug: string;
  readonly name: string;
  readonly description: string | null;
  readonly rule: Partial<ListingQuery>;
  readonly position: number;
}

export type CollectionDraft = Omit<Collection, 'id'>;

/** Every collection whose rule this release understands, in the order in which they are shown. */
export async function readCollections(queries: Queries): Promise<readonly Collection[]> {
  const rows = await queries
    .selectFrom('collection')
    .select(['id', 'slug', 'name', 'description', 'rule', 'position'])
    .orderBy('position')
    .orderBy('id')
    .execute();
  return rows.flatMap((row) => {
    const parsed = parseCollectionRule(parseJsonColumn(row.rule));
    return 'rule' in parsed ? [{ ...row, rule: parsed.rule }] : [];
  });
}

/**
 * Makes these collections as given, by slug; others stay.
 * @throws RangeError when a rule is not one
 */
export async function saveCollections(
  trx: ShopTransaction,
  drafts: readonly CollectionDraft[],
): Promise<void> {
  const stored = new Map((await readCollections(trx)).map((collection) => [collection.slug, collection]));
  const rules = drafts.map((draft) => {
    const parsed = parseCollectionRule(draft.rule);
    if ('problem' in parsed)
      throw new RangeError(`The rule of the collection "${draft.slug}": ${parsed.problem}`);
    return JSON.stringify(parsed.rule);
  });
  const changed: string[] = [];
  for (const [index, { slug, name, description, position }] of drafts.entries()) {
    const rule = rules[index]!;
    const before = stored.get(slug);
    const same =
      before?.name === name &&
      before.description === description &&
      before.position === position &&
      JSON.stringify(before.rule) === rule;
    if (same) continue;
    const values = { name, description, rule, position };
    await trx
      .insertInto('collection')
      .values({ slug, ...values })
      .onDuplicateKeyUpdate(values)
      .execute();
    changed.push(slug);
  }
  if (changed.length === 0) return;
  const ids = await trx.selectFrom('collection').select('id').where('slug', 'in', changed).execute();
  await recordChanges(
    trx,
    'collection',
    ids.map(({ id }) => id),
  );
}
