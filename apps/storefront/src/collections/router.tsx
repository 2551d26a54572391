import { Router } from 'express';
import { sendListing, type ListingIndex } from '../listing/index.ts';
import { NotFound } from '../web/index.ts';
import { pageTags, type Collection } from '../catalogue/index.ts';

export interface CollectionDependencies {
  readonly index: ListingIndex;
  readonly collections: () => readonly Collection[];
}

/** Collections fill themselves: each is a listing whose rule is fixed. */
export function createCollectionRouter({ index, collections }: CollectionDependencies): Router {
  const router = Router();
  router.get('/collections/:slug', async (req, res) => {
    const collection = collections().find(({ slug }) => slug === req.params.slug);
    if (!collection) throw new NotFound('There is no such collection');
    const { slug, name, description, rule } = collection;
    await sendListing(req, res, index, {
      scope: { path: `/collections/${slug}`, fixed: rule },
      scopeTag: pageTags.collection(slug),
      heading: name,
      description: description ?? `${name}: a collection of the shop that keeps itself up to date.`,
      crumbs: [{ label: 'Home', path: '/' }, { label: name }],
      indexed: true,
      intro: description && <p class="listing__intro">{description}</p>,
    });
  });
  return router;
}
