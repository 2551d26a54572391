import { Router } from 'express';
import { pageTags } from '../catalogue/index.ts';
import { NotFound, type Crumb } from '../web/index.ts';
import type { CategoryNode } from './model.ts';
import { sendListing, type ListingIndex } from './send-listing.tsx';

export interface CategoryDependencies {
  readonly index: ListingIndex;
}

/** The pages of the category tree, each with everything below it. */
export function createCategoryRouter({ index }: CategoryDependencies): Router {
  const router = Router();
  router.get('/categories/:slug', async (req, res) => {
    const path = pathTo(index.categories(), req.params.slug);
    const category = path?.at(-1);
    if (!path || !category) throw new NotFound('There is no such category');
    const crumbs: Crumb[] = [
      { label: 'Home', path: '/' },
      ...path.slice(0, -1).map(({ name, slug }) => ({ label: name, path: `/categories/${slug}` })),
      { label: category.name },
    ];
    await sendListing(req, res, index, {
      scope: { path: `/categories/${category.slug}`, fixed: { category: category.slug } },
      scopeTag: pageTags.category(category.slug),
      heading: category.name,
      description:
        category.description ??
        `${category.name}: ${category.count.toLocaleString('en-US')} products with honest prices, by size, brand and note.`,
      crumbs,
      indexed: true,
      intro: <CategoryIntro category={category} />,
    });
  });
  return router;
}

function CategoryIntro({ category }: { category: CategoryNode }) {
  const children = category.children.filter(({ count }) => count > 0);
  return (
    <>
      {category.description && <p class="listing__intro">{category.description}</p>}
      {children.length > 0 && (
        <nav aria-label={`Within ${category.name}`}>
          <ul class="chips">
            {children.map(({ slug, name, count }) => (
              <li>
                <a class="chip" href={`/categories/${slug}`}>
                  {name} <span class="chip__count">{count.toLocaleString('en-US')}</span>
                </a>
              </li>
            ))}
          </ul>
        </nav>
      )}
    </>
  );
}

/** The categories from the root to the one with this slug; undefined when there is none. */
function pathTo(nodes: readonly CategoryNode[], slug: string): readonly CategoryNode[] | undefined {
  for (const node of nodes) {
    if (node.slug === slug) return [node];
    const below = pathTo(node.children, slug);
    if (below) return [node, ...below];
  }
  return undefined;
}
