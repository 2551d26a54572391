import { site } from '../web/index.ts';

/** The shop itself as schema.org has it, with its search. */
export function shopJsonLd(publicUrl: URL): object {
  return {
    '@context': 'https://schema.org',
    '@type': 'WebSite',
    name: site.name,
    url: publicUrl.href,
    potentialAction: {
      '@type': 'SearchAction',
      target: `${new URL('/search', publicUrl).href}?q={search_term_string}`,
      'query-input': 'required name=search_term_string',
    },
  };
}
