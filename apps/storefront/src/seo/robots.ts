/**
 * Addresses without anything to find: personal ones, and the endless combinations of filters and searches. The cart's own
 * page is empty to everybody who is no shopper and may be found.
 */
const closed = [
  '/cart/',
  '/checkout',
  '/orders',
  '/me$',
  '/dev/',
  '/test-provider/',
  '/search',
  '/*?*brand=',
  '/*?*kind=',
  '/*?*gender=',
  '/*?*concentration=',
  '/*?*size=',
  '/*?*condition=',
  '/*?*note=',
  '/*?*without=',
  '/*?*accord=',
  '/*?*min=',
  '/*?*max=',
  '/*?*stock=',
  '/*?*sale=',
  '/*?*new=',
  '/*?*sort=',
  '/*?*find-',
];

/** robots.txt: what not to crawl, and where the sitemap is. */
export function robotsText(publicUrl: URL): string {
  return [
    'User-agent: *',
    ...closed.map((path) => `Disallow: ${path}`),
    '',
    `Sitemap: ${new URL('/sitemap.xml', publicUrl).href}`,
    '',
  ].join('\n');
}
