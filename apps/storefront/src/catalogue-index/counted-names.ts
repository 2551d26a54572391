import type { CategoryNode, CountedName } from '../listing/model.ts';
import type { CatalogueStore } from './store/catalogue-store.ts';
import type { ValueTable } from './store/value-table.ts';

/** The values that some product has, by name. */
export function countedNames(table: ValueTable): readonly CountedName[] {
  const names: CountedName[] = [];
  for (let number = 1; number < table.size; number += 1) {
    const count = table.count(number);
    if (count > 0) names.push({ slug: table.slugs[number]!, name: table.labels[number]!, count });
  }
  return names.sort((one, other) => byName.compare(one.name, other.name) || (one.slug < other.slug ? -1 : 1));
}

const byName = new Intl.Collator('en', { sensitivity: 'base' });

/** The category tree; each category counts everything below it. */
export function categoryTree({ tables }: CatalogueStore): readonly CategoryNode[] {
  const nodesUnder = (parentId: number | null): CategoryNode[] =>
    tables.categories
      .filter((row) => row.parentId === parentId)
      .sort((one, other) => one.position - other.position || one.id - other.id)
      .map(({ id, slug, name, description }) => {
        const children = nodesUnder(id);
        const below = children.reduce((sum, child) => sum + child.count, 0);
        return {
          slug,
          name,
          description,
          count: tables.category.count(tables.category.ofId(id)) + below,
          children,
        };
      });
  return nodesUnder(null);
}
