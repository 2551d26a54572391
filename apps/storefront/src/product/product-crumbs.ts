import type { Product } from '../catalogue/index.ts';
import type { Crumb } from '../web/index.ts';

/** Home, the categories from the root, the product. */
export function productCrumbs({
  categoryPath,
  brand,
  name,
}: Pick<Product, 'categoryPath' | 'brand' | 'name'>): readonly Crumb[] {
  return [
    { label: 'Home', path: '/' },
    ...categoryPath.map((category) => ({ label: category.name, path: `/categories/${category.slug}` })),
    { label: `${brand.name} ${name}` },
  ];
}
