import type { Crumb } from '../web/index.ts';

/** The breadcrumb of a page as schema.org has it; the last crumb, the page itself, stands at `ownPath`. */
export function breadcrumbJsonLd(crumbs: readonly Crumb[], publicUrl: URL, ownPath: string): object {
  return {
    '@context': 'https://schema.org',
    '@type': 'BreadcrumbList',
    itemListElement: crumbs.map(({ label, path }, position) => ({
      '@type': 'ListItem',
      position: position + 1,
      name: label,
      item: new URL(path ?? ownPath, publicUrl).href,
    })),
  };
}
