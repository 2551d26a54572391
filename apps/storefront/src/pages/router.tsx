import { Router } from 'express';
import { breadcrumbJsonLd } from '../seo/index.ts';
import { Breadcrumb, NotFound, sendPage, webContext, type Crumb } from '../web/index.ts';
import { informationPages, type ShopFacts } from './information-pages.tsx';

/** The pages that explain the shop; what they say of prices and times comes from the settings it runs with. */
export function createInformationRouter(facts: ShopFacts): Router {
  const router = Router();
  router.get('/pages/:slug', async (req, res) => {
    const page = informationPages.find(({ slug }) => slug === req.params.slug);
    if (!page) throw new NotFound();
    const { slug, title, description, Text } = page;
    const path = `/pages/${slug}`;
    const crumbs: Crumb[] = [{ label: 'Home', path: '/' }, { label: title }];
    await sendPage(req, res, {
      title,
      description,
      canonicalPath: path,
      jsonLd: [breadcrumbJsonLd(crumbs, webContext(req).config.publicUrl, path)],
      visibility: 'public',
      madeOf: [],
      body: (
        <article class="information wrap">
          <Breadcrumb items={crumbs} />
          <div class="prose">
            <h1>{title}</h1>
            <Text {...facts} />
          </div>
        </article>
      ),
    });
  });
  return router;
}
