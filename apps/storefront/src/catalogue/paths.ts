/** The address of a product. */
export function productPath(product: { readonly slug: string }): string {
  return `/products/${product.slug}`;
}

/** The address of one variant; it survives a reload and works without script. */
export function variantPath(product: { readonly slug: string }, variant: { readonly slug: string }): string {
  return `/products/${product.slug}/${variant.slug}`;
}
