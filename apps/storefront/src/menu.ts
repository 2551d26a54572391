import type { CatalogueIndex } from './listing/index.ts';
import type { MenuEntry } from './web/index.ts';

/** Entrances that are no category. */
const otherEntrances: readonly MenuEntry[] = [
  { label: 'Brands', path: '/brands', children: [] },
  { label: 'Notes', path: '/notes', children: [] },
  { label: 'On sale', path: '/collections/on-sale', children: [] },
];

/** The menu as the category tree is now: its roots with what is below them, then the other entrances. */
export function menuOf(index: Pick<CatalogueIndex, 'categories'>): readonly MenuEntry[] {
  return [
    ...index.categories().map(({ slug, name, children }) => ({
      label: name,
      path: `/categories/${slug}`,
      children: children.map((child) => ({
        label: child.name,
        path: `/categories/${child.slug}`,
        children: [],
      })),
    })),
    ...otherEntrances,
  ];
}
